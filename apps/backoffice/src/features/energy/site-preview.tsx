import { type ReactNode } from 'react';

import { RatePlanName } from '../../components/rate-plan-name';
import { amps, onOrOff } from '../../lib/format';
import { type Change, type Verdict } from '../../lib/preview';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { ENERGY_TEXTS } from '../../lib/texts/energy';

const TEXTS = ENERGY_TEXTS.form;

interface Told {
  readonly label: string;
  readonly show: (value: never) => ReactNode;
}

const ampsOrNone = (value: number | null): string =>
  value === null ? COMMON_TEXTS.none : amps(value);

/** The members whose change means more than itself; what was typed is seen where it is typed. */
const TOLD: Readonly<Record<string, Told>> = {
  '/energyManagement': { label: TEXTS.energyManagement, show: onOrOff },
  '/offlineAllocationAmps': { label: TEXTS.offlineAllocation, show: ampsOrNone },
  '/delayedCharging': { label: TEXTS.delayedCharging, show: onOrOff },
  '/continuousLoadFactor': { label: TEXTS.loadFactor, show: String },
  '/memberRatePlanId': {
    label: TEXTS.memberRate,
    show: (id: string | null) => <RatePlanName ratePlanId={id} />,
  },
  '/active': { label: TEXTS.active, show: onOrOff },
};

/** What would change of how the site works. */
export function SitePreview({ verdict }: { readonly verdict: Verdict<unknown> | undefined }) {
  const told = (verdict?.changes ?? []).filter(({ pointer }) => pointer in TOLD);
  if (told.length === 0) return null;
  return (
    <dl className="preview-figures" aria-label={TEXTS.changes}>
      {told.map((change) => (
        <ToldChange key={change.pointer} change={change} />
      ))}
    </dl>
  );
}

function ToldChange({ change: { pointer, before, after } }: { readonly change: Change }) {
  const told = TOLD[pointer];
  if (told === undefined) return null;
  return (
    <div>
      <dt>{told.label}</dt>
      <dd>
        {told.show(before as never)} <span aria-hidden="true">→</span>
        <span className="visually-hidden">{TEXTS.becomes}</span> {told.show(after as never)}
      </dd>
    </div>
  );
}
