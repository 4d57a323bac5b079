import { type Warning } from '@chargebook/kernel';

import { type ChargerChange, gives } from './charger-change.rules';
import { type ChargerEvent } from './charger.events';
import { type ChargerState } from './charger.state';
import { gridWarnings } from './grid-warnings.rules';

type Warn = (change: ChargerChange) => readonly Warning[];

const aliasDuplicate: Warn = (change) => {
  const { alias } = change.is;
  if (alias === null || !gives(change, 'AliasChanged')) return [];
  if (!isUsedByAnother(change, (other) => other.alias === alias)) return [];
  const detail = `Another charger of this site has the alias ${alias} too.`;
  return [{ code: 'alias-duplicate', pointer: '/alias', detail, alias }];
};

const parkingDuplicate: Warn = (change) => {
  const { parking } = change.is;
  if (parking === null || !gives(change, 'ParkingChanged')) return [];
  if (!isUsedByAnother(change, (other) => other.parking === parking)) return [];
  const detail = `Another charger of this site has the parking ${parking} too.`;
  return [{ code: 'parking-duplicate', pointer: '/parking', detail, parking }];
};

function isUsedByAnother(
  { before, is }: ChargerChange,
  hasValue: (other: ChargerState) => boolean,
): boolean {
  for (const other of before.chargers.values()) {
    if (other.id !== is.id && other.status === 'active' && hasValue(other)) return true;
  }
  return false;
}

const ELECTRICAL: readonly (readonly [ChargerEvent['type'], string])[] = [
  ['ChargerLimitChanged', '/limitAmps'],
  ['ChargerMoved', '/panelId'],
];

const electricalWarnings: Warn = (change) => {
  const cause = ELECTRICAL.find(([type]) => gives(change, type));
  return cause === undefined ? [] : gridWarnings({ change, pointer: cause[1] });
};

/** In the order of RULES.md. */
export const CHARGER_WARNINGS: readonly Warn[] = [
  aliasDuplicate,
  parkingDuplicate,
  electricalWarnings,
];
