import { type MappedSite } from '../../lib/site-map';
import { MAP_TEXTS } from '../../lib/texts/map';

const TEXTS = MAP_TEXTS.list;

type ChargerCountsParts = Pick<
  MappedSite['properties'],
  'active' | 'chargerCount' | 'publicChargerCount'
>;

export function ChargerCounts({ active, chargerCount, publicChargerCount }: ChargerCountsParts) {
  const counts =
    chargerCount === 0 ? TEXTS.noCharger : TEXTS.publicOf(publicChargerCount, chargerCount);
  return <span className="quiet">{active ? counts : `${TEXTS.inactive} · ${counts}`}</span>;
}
