import { Tag } from 'antd';
import { Link } from 'react-router';

import { ChangeNote } from '../../components/change-note';
import { type Column } from '../../components/data-table';
import { amps } from '../../lib/format';
import { CHARGER_TEXTS as TEXTS } from '../../lib/texts/chargers';
import { effectiveOf, type ListedCharger, overridesOf } from './charger';
import { HistoryLink } from './history-link';
import { ScopeName } from './scope-name';

const { columns: TITLES } = TEXTS;

/** The columns of the list; a row leads to its charger's form, and back to where the list is. */
export function chargerColumns(pathOf: (charger: ListedCharger) => string, state: unknown) {
  const name: Column<ListedCharger> = {
    key: 'displayName',
    title: TITLES.displayName,
    sort: 'displayName',
    isHead: true,
    render: (charger) => (
      <>
        <Link to={pathOf(charger)} state={state} className="charger-name">
          {charger.displayName}
        </Link>
        <Flags charger={charger} />
      </>
    ),
  };
  return [name, ...FACTS];
}

const FACTS: readonly Column<ListedCharger>[] = [
  {
    key: 'chargerId',
    title: TITLES.chargerId,
    sort: 'chargerId',
    render: ({ chargerId }) => <span className="code">{chargerId}</span>,
  },
  { key: 'panel', title: TITLES.panel, render: (charger) => <Place charger={charger} /> },
  {
    key: 'limit',
    title: TITLES.limit,
    sort: 'limitAmps',
    isNumber: true,
    render: (charger) => <Limit charger={charger} />,
  },
  { key: 'scope', title: TITLES.scope, render: ({ scope }) => <ScopeName scope={scope} /> },
  {
    key: 'secureCharging',
    title: TITLES.secureCharging,
    render: ({ secureCharging }) => (secureCharging ? TEXTS.secure : TEXTS.insecure),
  },
  { key: 'parking', title: TITLES.parking, render: ({ parking }) => parking },
  {
    key: 'terminal',
    title: TITLES.terminal,
    render: ({ paymentTerminals }) => terminalsOf(paymentTerminals),
  },
  { key: 'overrides', title: TITLES.overrides, render: overrideTags },
  {
    key: 'lastChange',
    title: TITLES.lastChange,
    sort: 'lastChangedAt',
    render: (charger) => (
      <HistoryLink charger={charger}>
        <ChangeNote at={charger.lastChangedAt} by={charger.lastChangedBy} />
      </HistoryLink>
    ),
  },
];

interface OfCharger {
  readonly charger: ListedCharger;
}

function Flags({ charger: { status, needsAttention } }: OfCharger) {
  return (
    <>
      {status === 'retired' ? <Tag className="flag">{TEXTS.retired}</Tag> : null}
      {needsAttention.length === 0 ? null : (
        <Tag
          className="flag flag-warn"
          title={needsAttention.map(({ detail }) => detail).join('\n')}
        >
          {TEXTS.attention}
        </Tag>
      )}
    </>
  );
}

function Place({ charger: { siteName, path } }: OfCharger) {
  return (
    <span title={[siteName, ...path].join(' › ')}>
      {path.at(-1)} <span className="quiet second">{siteName}</span>
    </span>
  );
}

/** The limit that was set, and what of it can flow where that is less. */
function Limit({ charger }: OfCharger) {
  const { limit } = effectiveOf(charger);
  if (limit.bindingPanelId === null) return amps(charger.limitAmps);
  return (
    <span title={TEXTS.limitBound(amps(limit.amps))}>
      {amps(charger.limitAmps)} <span className="quiet second">{`→ ${amps(limit.amps)}`}</span>
    </span>
  );
}

/** One terminal may serve several connectors: it is named once. */
function terminalsOf(terminals: ListedCharger['paymentTerminals']): string {
  return [...new Set(terminals.map(({ terminalId }) => terminalId))].join(', ');
}

function overrideTags(charger: ListedCharger) {
  const { rate, delay, offlineAllocation } = overridesOf(charger);
  const names = [
    rate === null ? undefined : TEXTS.overrides.rate,
    delay === null ? undefined : TEXTS.overrides.delay,
    offlineAllocation === null
      ? undefined
      : TEXTS.overrides.offlineAllocation(amps(offlineAllocation.amps)),
  ].filter((name) => name !== undefined);
  if (names.length === 0) return null;
  return names.map((name) => (
    <Tag key={name} className="flag">
      {name}
    </Tag>
  ));
}
