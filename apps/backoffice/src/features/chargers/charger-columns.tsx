import { Link } from 'react-router';

import { NamedChange } from '../../components/change-note';
import { Chip } from '../../components/chip';
import { type Column } from '../../components/data-table';
import { amps, onOrOff } from '../../lib/format';
import { CHARGER_TEXTS as TEXTS } from '../../lib/texts/chargers';
import { HISTORY_TEXTS } from '../../lib/texts/history';
import { effectiveOf, type ListedCharger, overridesOf } from './charger';
import { ScopeName } from './scope-name';

const { columns: TITLES } = TEXTS;

type OfRow<Value> = (charger: ListedCharger) => Value;

/** What the cells need of the page that they are on; asked for once, not in every row. */
export interface RowSetting {
  readonly formOf: OfRow<string>;
  /** Undefined for those who may not read it. */
  readonly historyOf: OfRow<string> | undefined;
  readonly nameOf: (actorId: string) => string;
  /** Where the list is as it was, the time zone that it is shown in. */
  readonly pastZone: string | undefined;
  /** The entry of the browser's history, which the way back needs. */
  readonly state: unknown;
}

/** The columns of the list; a row leads to its charger's form, and back to where the list is. */
export function chargerColumns(setting: RowSetting): readonly Column<ListedCharger>[] {
  return [nameColumn(setting), ...FACTS, lastChangeColumn(setting)];
}

function nameColumn({ formOf, state }: RowSetting): Column<ListedCharger> {
  return {
    key: 'displayName',
    title: TITLES.displayName,
    sort: 'displayName',
    isHead: true,
    render: (charger) => (
      <>
        <Link to={formOf(charger)} state={state} className="charger-name">
          {charger.displayName}
        </Link>{' '}
        <Flags charger={charger} />
      </>
    ),
  };
}

function lastChangeColumn({
  historyOf,
  nameOf,
  pastZone,
  state,
}: RowSetting): Column<ListedCharger> {
  return {
    key: 'lastChange',
    title: TITLES.lastChange,
    sort: 'lastChangedAt',
    render: (charger) => {
      const { lastChangedAt, lastChangedBy } = charger;
      const by = nameOf(lastChangedBy);
      const change = <NamedChange at={lastChangedAt} name={by} pastZone={pastZone} />;
      if (historyOf === undefined) return change;
      return (
        <Link className="history-link" to={historyOf(charger)} state={state}>
          {change}
          <span className="visually-hidden">, {HISTORY_TEXTS.open}</span>
        </Link>
      );
    },
  };
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
    render: ({ secureCharging }) => onOrOff(secureCharging),
  },
  { key: 'parking', title: TITLES.parking, render: ({ parking }) => parking },
  {
    key: 'terminal',
    title: TITLES.terminal,
    render: ({ paymentTerminals }) => terminalsOf(paymentTerminals),
  },
  { key: 'overrides', title: TITLES.overrides, render: overrideChips },
];

interface OfCharger {
  readonly charger: ListedCharger;
}

function Flags({ charger: { status, needsAttention } }: OfCharger) {
  return (
    <>
      {status === 'retired' ? <Chip tone="quiet">{TEXTS.retired}</Chip> : null}
      {needsAttention.length === 0 ? null : (
        <Chip
          tone="warned"
          title={needsAttention.map(({ code }) => TEXTS.attentionTexts[code]).join('\n')}
        >
          {TEXTS.attention}
        </Chip>
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

function overrideChips(charger: ListedCharger) {
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
    <Chip key={name} tone="quiet">
      {name}
    </Chip>
  ));
}
