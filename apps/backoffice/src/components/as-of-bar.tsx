import './as-of.css';

import { Button } from 'antd';

import { asOfExplained, type AsOfView, asOfFaultIn, asOfText, clockOf } from '../lib/as-of';
import { AS_OF_TEXTS as TEXTS } from '../lib/texts/as-of';
import { COMMON_TEXTS } from '../lib/texts/common';
import { AsOfForm } from './as-of-form';

interface AsOfBarParts {
  readonly view: AsOfView;
  /** Of the site that is shown; undefined where what is shown is of several. */
  readonly siteTimeZone: string | undefined;
  /** What was answered instead of the past. */
  readonly error: unknown;
}

/** Says that the past is shown, and leads to another moment and back to now. */
export function AsOfBar({ view, siteTimeZone, error }: AsOfBarParts) {
  const { asOf, isChoosing } = view;
  if (asOf === undefined && !isChoosing) return null;
  const clock = clockOf(siteTimeZone);
  const fault = asOfFaultIn(error);
  // Of a moment that is refused nothing is shown, and nothing is to be said but why.
  if (fault !== undefined) {
    const way = { text: TEXTS.backToNow, act: view.backToNow };
    return <AsOfForm key={clock.timeZone} {...{ view, clock, fault, way }} />;
  }
  const cancel = { text: COMMON_TEXTS.cancel, act: () => view.setChoosing(false) };
  return (
    <>
      {asOf === undefined ? null : (
        <section className="as-of-banner" role="status" aria-label={TEXTS.region}>
          <strong>{TEXTS.banner(asOfText(asOf, clock))}</strong>
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
      {isChoosing ? <AsOfForm key={clock.timeZone} {...{ view, clock, way: cancel }} /> : null}
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
