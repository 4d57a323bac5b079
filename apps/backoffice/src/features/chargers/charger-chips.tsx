import { Tag } from 'antd';

import { type ListState } from '../../lib/list-state';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { useDriver, useGroup, useRatePlan, useSite } from '../../lib/things';

const TEXTS = CHARGER_TEXTS.filters;

/** Filters that other places lead here with: whose chargers these are. */
export function ChargerChips({ list }: { readonly list: ListState }) {
  const siteId = list.value('panelId') === undefined ? list.value('siteId') : undefined;
  const site = useSite(siteId);
  const driver = useDriver(list.value('driverId'));
  const group = useGroup(list.value('groupId'));
  const ratePlan = useRatePlan(list.value('ratePlanId'));
  const chips = [
    { name: 'siteId', kind: TEXTS.site, text: site.data?.name },
    { name: 'driverId', kind: TEXTS.driver, text: driver.data?.externalId },
    { name: 'groupId', kind: TEXTS.group, text: group.data?.name },
    { name: 'ratePlanId', kind: TEXTS.ratePlan, text: ratePlan.data?.name },
  ].filter(({ name }) => list.value(name) !== undefined && (name !== 'siteId' || siteId));
  if (chips.length === 0) return null;
  return (
    <p className="chips">
      {chips.map(({ name, kind, text }) => (
        <Tag
          key={name}
          closable={{ 'aria-label': TEXTS.remove(kind) }}
          onClose={() => list.change({ [name]: undefined })}
        >
          {kind} <b>{text ?? '…'}</b>
        </Tag>
      ))}
    </p>
  );
}
