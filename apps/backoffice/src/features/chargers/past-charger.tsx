import './timeline.css';

import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';

import { AsOfBar } from '../../components/as-of-bar';
import { EmptyState } from '../../components/empty-state';
import { ProblemNotice } from '../../components/problem-notice';
import { Sheet } from '../../components/sheet';
import { asOfFaultIn, useAsOfView } from '../../lib/as-of';
import { amps, onOrOff } from '../../lib/format';
import { hasCode } from '../../lib/problem';
import { AS_OF_TEXTS } from '../../lib/texts/as-of';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { HISTORY_TEXTS } from '../../lib/texts/history';
import { useSite } from '../../lib/things';
import { type Charger, effectiveOf } from './charger';
import { type ChargerPath, pastChargerQuery } from './charger-store';
import { valuesOf } from './charger-values';
import { FieldValue } from './field-value';
import { HistoryLink } from './history-link';

const FIELDS = Object.keys(CHARGER_TEXTS.fields) as (keyof typeof CHARGER_TEXTS.fields)[];

interface PastChargerParts {
  readonly path: ChargerPath;
  readonly asOf: string;
  readonly onClose: () => void;
}

/** A charger as it was: to be read, and nothing else. */
export function PastCharger({ path, asOf, onClose }: PastChargerParts) {
  const { data, error, refetch } = useQuery(pastChargerQuery(path, asOf));
  const { data: site } = useSite(path.siteId);
  const view = useAsOfView();
  return (
    <Sheet
      title={CHARGER_TEXTS.edit.titles.view(data?.displayName ?? '…')}
      onClose={onClose}
      extra={data === undefined ? undefined : <HistoryLink charger={data} />}
    >
      <AsOfBar view={view} siteTimeZone={site?.timeZone} error={error} />
      {data === undefined ? (
        <NotThere error={error} onRetry={() => void refetch()} />
      ) : (
        <Facts charger={data} />
      )}
    </Sheet>
  );
}

interface NotThereParts {
  readonly error: Error | null;
  readonly onRetry: () => void;
}

/** That the moment itself is wrong is said where it is chosen. */
function NotThere({ error, onRetry }: NotThereParts) {
  if (error === null) return <Skeleton active title={false} paragraph={{ rows: 12 }} />;
  if (asOfFaultIn(error) !== undefined) return null;
  if (!hasCode(error, 'not-found')) return <ProblemNotice error={error} onRetry={onRetry} />;
  return <EmptyState title={AS_OF_TEXTS.noChargerTitle} text={AS_OF_TEXTS.noChargerText} />;
}

function Facts({ charger }: { readonly charger: Charger }) {
  const { accountId, secureCharging, status, needsAttention } = charger;
  const values = valuesOf(charger);
  const { limit, offlineAllocation } = effectiveOf(charger);
  const derived = [
    [CHARGER_TEXTS.form.secureCharging.label, onOrOff(secureCharging)],
    [CHARGER_TEXTS.effectiveLimit, amps(limit.amps)],
    [
      CHARGER_TEXTS.effectiveAllocation,
      offlineAllocation.amps === null ? '' : amps(offlineAllocation.amps),
    ],
    [HISTORY_TEXTS.fields.status, HISTORY_TEXTS.statuses[status]],
    [
      CHARGER_TEXTS.attention,
      needsAttention.map(({ code }) => CHARGER_TEXTS.attentionTexts[code]).join(' '),
    ],
  ] as const;
  return (
    <dl className="timeline-changes past-facts">
      {FIELDS.map((field) => (
        <div key={field}>
          <dt>{CHARGER_TEXTS.fields[field]}</dt>
          <dd>
            <FieldValue field={field} values={values} accountId={accountId} />
          </dd>
        </div>
      ))}
      {derived
        .filter(([, text]) => text !== '')
        .map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
