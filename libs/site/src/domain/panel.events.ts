import { type PanelId, type SiteId } from './identity.state';

/** The part of the rated limit that is for charging; scheduled on main panels only (RULES 8). */
export type EvLimit =
  | { readonly kind: 'fixed'; readonly amps: number }
  | { readonly kind: 'scheduled'; readonly peakAmps: number; readonly offPeakAmps: number };

export interface PanelLimits {
  readonly ratedLimitAmps: number;
  readonly evLimit: EvLimit | null;
}

interface PanelData {
  PanelAdded: PanelLimits & { readonly name: string; readonly parentPanelId: PanelId | null };
  PanelRenamed: { readonly name: string };
  PanelLimitsChanged: PanelLimits;
  PanelMoved: { readonly fromPanelId: PanelId | null; readonly toPanelId: PanelId | null };
  PanelRemoved: unknown;
}

/** What happened to a panel of the site. */
export type PanelEvent = {
  [Type in keyof PanelData]: {
    readonly type: Type;
    readonly data: { readonly siteId: SiteId; readonly panelId: PanelId } & PanelData[Type];
  };
}[keyof PanelData];
