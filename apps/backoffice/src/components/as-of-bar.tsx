import './as-of.css';

import { Button } from 'antd';

import { asOfExplained, type AsOfView, asOfFaultIn, asOfText } from '../lib/as-of';
import { AS_OF_TEXTS as TEXTS } from '../lib/texts/as-of';
import { AsOfForm } from './as-of-form';

interface AsOfBarParts {
  readonly view: AsOfView;
  /** On whose clock a moment is chosen and shown. */
  readonly timeZone: string;
  /** What was answered instead of the past. */
  readonly error: unknown;
}

/** Says that the past is shown, and leads to another moment and back to now. */
export function AsOfBar({ view, timeZone, error }: AsOfBarParts) {
  const { asOf, isChoosing } = view;
  const fault = asOfFaultIn(error);
  return (
    <>
      {asOf === undefined ? null : (
        <section className="as-of-banner" role="status" aria-label={TEXTS.region}>
          <strong>{TEXTS.banner(asOfText(asOf, timeZone))}</strong>
          <span className="as-of-explained">{asOfExplained(asOf)}</span>
          <div className="as-of-ways">
            {isChoosing ? null : (
              <Button onClick={() => view.setChoosing(true)}>{TEXTS.change}</Button>
            )}
            <Button type="primary" onClick={view.backToNow}>
              {TEXTS.backToNow}
            </Button>
          </div>
        </section>
      )}
      {isChoosing || fault !== undefined ? (
        <AsOfForm key={timeZone} view={view} timeZone={timeZone} fault={fault} />
      ) : null}
    </>
  );
}

/** In the bar of a view that shows now. */
export function AsOfButton({ view }: { readonly view: AsOfView }) {
  if (view.asOf !== undefined) return null;
  return (
    <Button
      title={TEXTS.buttonHint}
      aria-expanded={view.isChoosing}
      onClick={() => view.setChoosing(!view.isChoosing)}
    >
      {TEXTS.button}
    </Button>
  );
}
