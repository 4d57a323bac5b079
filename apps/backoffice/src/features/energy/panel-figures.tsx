import { Chip } from '../../components/chip';
import { amps } from '../../lib/format';
import { type PanelNode } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { ampsLeft, offlineBar, subscribedBar, subscriptionOf } from './load';
import { LoadBar } from './load-bar';

const TEXTS = ENERGY_TEXTS.tree;

export function PanelLimits({ panel }: { readonly panel: PanelNode }) {
  const { ratedLimitAmps, usableAmps } = panel;
  return (
    <>
      <span className="figure">{TEXTS.rated(amps(ratedLimitAmps))},</span>{' '}
      <span className="figure">{TEXTS.usable(amps(usableAmps))}</span>
      <span className="quiet line">{evLimitText(panel)}</span>
    </>
  );
}

function evLimitText({ evLimit }: PanelNode): string {
  if (evLimit === null) return TEXTS.evNone;
  if (evLimit.kind === 'fixed') return TEXTS.evFixed(amps(evLimit.amps));
  return TEXTS.evScheduled(amps(evLimit.peakAmps), amps(evLimit.offPeakAmps));
}

/** The sum of all limits below, against what charging has. */
export function Subscribed({ panel, isManaged }: { panel: PanelNode; isManaged: boolean }) {
  const { subscribedAmps, worstAmps } = panel;
  return (
    <>
      <LoadBar bar={subscribedBar(panel)} kind="subscribed" />
      <span className="figures">
        <span>{TEXTS.sumOf(amps(subscribedAmps), amps(worstAmps))}</span>
        <SubscriptionNote panel={panel} isManaged={isManaged} />
      </span>
    </>
  );
}

function SubscriptionNote({ panel, isManaged }: { panel: PanelNode; isManaged: boolean }) {
  const { subscribedAmps, worstAmps, subscriptionRatio } = panel;
  const subscription = subscriptionOf(panel);
  if (subscription === 'none') return <span className="quiet">{TEXTS.none}</span>;
  if (subscription === 'full') return <span className="quiet">{TEXTS.full}</span>;
  if (subscription === 'fits') {
    return <span className="quiet">{TEXTS.free(amps(ampsLeft(worstAmps, subscribedAmps)))}</span>;
  }
  const excess = TEXTS.exceeded(amps(ampsLeft(subscribedAmps, worstAmps)));
  return <Chip tone="warned">{isManaged ? TEXTS.managed(String(subscriptionRatio)) : excess}</Chip>;
}

/** What is drawn when the back office is gone: nothing else limits it then. */
export function Offline({ panel }: { readonly panel: PanelNode }) {
  const bar = offlineBar(panel);
  const { offlineSumAmps, offlineHeadroomAmps, worstAmps } = panel;
  if (bar === undefined || offlineSumAmps === null || offlineHeadroomAmps === null) {
    return <span className="quiet">{TEXTS.offlineOff}</span>;
  }
  return (
    <>
      <LoadBar bar={bar} kind="offline" />
      <span className="figures">
        <span>{TEXTS.sumOf(amps(offlineSumAmps), amps(worstAmps))}</span>
        <Headroom left={offlineHeadroomAmps} />
      </span>
    </>
  );
}

function Headroom({ left }: { readonly left: number }) {
  if (left > 0) return <span className="quiet">{TEXTS.left(amps(left))}</span>;
  if (left === 0) return <Chip tone="quiet">{TEXTS.noneLeft}</Chip>;
  return <Chip tone="warned">{TEXTS.exceeded(amps(-left))}</Chip>;
}
