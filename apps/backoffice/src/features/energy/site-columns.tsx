import { Link } from 'react-router';

import { ChangeNote } from '../../components/change-note';
import { Chip } from '../../components/chip';
import { type Column } from '../../components/data-table';
import { amps, onOrOff } from '../../lib/format';
import { type Site } from '../../lib/things';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { countryName } from './countries';
import { type useEnergyPaths } from './paths';

const TEXTS = ENERGY_TEXTS.sites;
const { offlineAt, offlineNone } = ENERGY_TEXTS.site;

type Paths = ReturnType<typeof useEnergyPaths>;
type Attention = ReadonlyMap<string, number>;

export function siteColumns(paths: Paths, attention: Attention): readonly Column<Site>[] {
  return [
    {
      key: 'name',
      title: TEXTS.name,
      isHead: true,
      render: ({ id, name, active }) => (
        <>
          <Link to={paths.site(id)}>{name}</Link>{' '}
          {active ? null : <Chip tone="warned">{TEXTS.inactive}</Chip>}
        </>
      ),
    },
    {
      key: 'address',
      title: TEXTS.address,
      render: ({ address, location }) => (
        <>
          {address.line1}, {address.city}
          <span className="quiet line">
            {countryName(address.country)}
            {location === null ? ` · ${TEXTS.noLocation}` : ''}
          </span>
        </>
      ),
    },
    { key: 'energy-management', title: TEXTS.energyManagement, render: energyManagementOf },
    {
      key: 'delayed-charging',
      title: TEXTS.delayedCharging,
      render: ({ delayedCharging }) => onOrOff(delayedCharging),
    },
    {
      key: 'attention',
      title: TEXTS.attention,
      render: (site) => attentionOf(site, attention.get(site.id) ?? 0, paths),
    },
    {
      key: 'last-change',
      title: TEXTS.lastChange,
      render: ({ lastChangedAt, lastChangedBy }) => (
        <ChangeNote at={lastChangedAt} by={lastChangedBy} />
      ),
    },
  ];
}

function energyManagementOf({ energyManagement, offlineAllocationAmps }: Site) {
  if (!energyManagement) return onOrOff(false);
  const offline =
    offlineAllocationAmps === null || offlineAllocationAmps === 0
      ? offlineNone
      : offlineAt(amps(offlineAllocationAmps));
  return (
    <>
      {onOrOff(true)}
      <span className="quiet line">{offline}</span>
    </>
  );
}

/** Null where all is well, so that a card spares the line. */
function attentionOf({ id, needsAttention }: Site, chargerCount: number, paths: Paths) {
  if (needsAttention.length + chargerCount === 0) return null;
  return (
    <>
      {needsAttention.map(({ code }) => (
        <Chip key={code} tone="warned">
          {ENERGY_TEXTS.attention[code]}
        </Chip>
      ))}
      {chargerCount === 0 ? null : (
        <Link to={paths.attentionOf(id)}>
          <Chip tone="warned">{TEXTS.chargersNeedAttention(chargerCount)}</Chip>
        </Link>
      )}
    </>
  );
}
