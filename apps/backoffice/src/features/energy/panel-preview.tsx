import { type Verdict } from '../../lib/preview';
import { amps } from '../../lib/format';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { type Panel } from './panel-requests';

const TEXTS = ENERGY_TEXTS.panel;
const { wouldBe } = ENERGY_TEXTS.form;

type Figure =
  'usableAmps' | 'worstAmps' | 'subscribedAmps' | 'offlineSumAmps' | 'offlineHeadroomAmps';

const FIGURES: readonly (readonly [Figure, string])[] = [
  ['usableAmps', TEXTS.usable],
  ['worstAmps', TEXTS.worst],
  ['subscribedAmps', TEXTS.subscribed],
  ['offlineSumAmps', TEXTS.offlineSum],
  ['offlineHeadroomAmps', TEXTS.offlineHeadroom],
];

/** The figures of the panel as it would be, and beside those that change, what they were. */
export function PanelPreview({ verdict }: { readonly verdict: Verdict<Panel> | undefined }) {
  const panel = verdict?.thing ?? null;
  if (verdict === undefined || panel === null) return null;
  const before = new Map(verdict.changes.map((change) => [change.pointer, change.before]));
  const lines = FIGURES.flatMap(([figure, label]) => {
    const after = panel[figure];
    if (after === null) return [];
    const was = before.get(`/${figure}`);
    const text = typeof was === 'number' ? wouldBe(amps(was), amps(after)) : amps(after);
    return [{ label, text }];
  });
  return (
    <dl className="preview-figures" aria-label={TEXTS.figures}>
      {lines.map(({ label, text }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
