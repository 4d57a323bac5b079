import { usePanelChoices } from '../../lib/panels';
import { HISTORY_TEXTS } from '../../lib/texts/history';
import { useDriver, useGroup } from '../../lib/things';

const { gone } = HISTORY_TEXTS;
const UNKNOWN = '…';

interface PanelNameParts {
  readonly accountId: string;
  readonly siteId: string;
  readonly panelId: string;
}

/** From the main panel down; what was removed since has no name any more. */
export function PanelName({ accountId, siteId, panelId }: PanelNameParts) {
  const { data } = usePanelChoices({ accountId, siteId });
  if (data === undefined) return UNKNOWN;
  return data.find(({ id }) => id === panelId)?.path.join(' › ') ?? gone.panel;
}

export function DriverName({ driverId }: { readonly driverId: string }) {
  const { data, error } = useDriver(driverId);
  return data?.externalId ?? (error === null ? UNKNOWN : gone.driver);
}

export function GroupName({ groupId }: { readonly groupId: string }) {
  const { data, error } = useGroup(groupId);
  return data?.name ?? (error === null ? UNKNOWN : gone.group);
}
