import { ampsOf } from '../../lib/amps';

export type EvLimit =
  | { readonly kind: 'fixed'; readonly amps: number }
  | { readonly kind: 'scheduled'; readonly peakAmps: number; readonly offPeakAmps: number };

/** A panel as a form sends it. */
export interface PanelBody {
  readonly name: string;
  readonly parentPanelId: string | null;
  readonly ratedLimitAmps: number;
  readonly evLimit: EvLimit | null;
}

export type PanelPatch = Partial<PanelBody>;

/** A panel as it is typed. */
export interface PanelValues {
  readonly name: string;
  /** `MAIN_PANEL` for a panel without a parent. */
  readonly parentPanelId: string;
  readonly ratedLimitAmps: string;
  readonly evLimit: {
    readonly kind: 'none' | 'fixed' | 'scheduled';
    readonly amps?: string;
    readonly peakAmps?: string;
    readonly offPeakAmps?: string;
  };
}

export const MAIN_PANEL = '';

export function emptyPanelValues(parentPanelId: string): PanelValues {
  return { name: '', parentPanelId, ratedLimitAmps: '', evLimit: { kind: 'none' } };
}

export function panelValuesOf(panel: PanelBody): PanelValues {
  const { name, parentPanelId, ratedLimitAmps, evLimit } = panel;
  return {
    name,
    parentPanelId: parentPanelId ?? MAIN_PANEL,
    ratedLimitAmps: String(ratedLimitAmps),
    evLimit: evLimitValuesOf(evLimit),
  };
}

function evLimitValuesOf(evLimit: EvLimit | null): PanelValues['evLimit'] {
  if (evLimit === null) return { kind: 'none' };
  if (evLimit.kind === 'fixed') return { kind: 'fixed', amps: String(evLimit.amps) };
  const { kind, peakAmps, offPeakAmps } = evLimit;
  return { kind, peakAmps: String(peakAmps), offPeakAmps: String(offPeakAmps) };
}

/** Undefined while something is missing or is no number. */
export function panelBodyOf({
  name,
  parentPanelId,
  ...limits
}: PanelValues): PanelBody | undefined {
  const ratedLimitAmps = ampsOf(limits.ratedLimitAmps);
  const evLimit = evLimitOf(limits.evLimit);
  if (name.trim() === '' || ratedLimitAmps === undefined || evLimit === undefined) return undefined;
  return {
    name: name.trim(),
    parentPanelId: parentPanelId === MAIN_PANEL ? null : parentPanelId,
    ratedLimitAmps,
    evLimit,
  };
}

function evLimitOf({ kind, ...figures }: PanelValues['evLimit']): EvLimit | null | undefined {
  if (kind === 'none') return null;
  if (kind === 'fixed') {
    const amps = ampsOf(figures.amps);
    return amps === undefined ? undefined : { kind, amps };
  }
  const [peakAmps, offPeakAmps] = [ampsOf(figures.peakAmps), ampsOf(figures.offPeakAmps)];
  if (peakAmps === undefined || offPeakAmps === undefined) return undefined;
  return { kind, peakAmps, offPeakAmps };
}

/** The members in which the form differs from the panel; undefined while it is not complete. */
export function panelPatchOf(values: PanelValues, panel: PanelBody): PanelPatch | undefined {
  const body = panelBodyOf(values);
  if (body === undefined) return undefined;
  return membersThatDiffer(body, panel);
}

/** What the fields say, however it was typed. */
export function saidOfPanel({ ratedLimitAmps, evLimit, ...values }: PanelValues) {
  return {
    ...values,
    ratedLimitAmps: ampsOf(ratedLimitAmps) ?? ratedLimitAmps.trim(),
    evLimit: evLimitOf(evLimit) === undefined ? evLimit : evLimitOf(evLimit),
  };
}

function membersThatDiffer(body: PanelBody, panel: PanelBody): PanelPatch {
  const names = Object.keys(body) as (keyof PanelBody)[];
  const changed = names.filter((name) =>
    name === 'evLimit'
      ? evLimitKey(body.evLimit) !== evLimitKey(panel.evLimit)
      : body[name] !== panel[name],
  );
  return Object.fromEntries(changed.map((name) => [name, body[name]]));
}

function evLimitKey(evLimit: EvLimit | null): string {
  if (evLimit === null) return 'none';
  if (evLimit.kind === 'fixed') return `fixed ${evLimit.amps}`;
  return `scheduled ${evLimit.peakAmps} ${evLimit.offPeakAmps}`;
}
