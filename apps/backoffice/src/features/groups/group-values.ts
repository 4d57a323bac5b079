import { type FieldName } from '../../lib/field-problems';
import { onOrOff } from '../../lib/format';
import { type Group } from '../../lib/things';

export interface GroupValues {
  readonly name: string;
  readonly ofAll: boolean;
}

export function valuesOfGroup({ name, accountId }: Group): GroupValues {
  return { name, ofAll: accountId === null };
}

/** What the interface takes. A group that is of all accounts no more belongs to the given one. */
export function groupPatch({ name, ofAll }: Partial<GroupValues>, accountId: string) {
  return {
    ...(name !== undefined && { name }),
    ...(ofAll !== undefined && { accountId: ofAll ? null : accountId }),
  };
}

/** Other accounts' chargers that lost a group of all accounts do not have it back by its return. */
export function groupWayBack(before: Partial<GroupValues>): Partial<GroupValues> | undefined {
  return before.ofAll === true ? undefined : before;
}

export function groupField(pointer: string): FieldName | undefined {
  if (pointer === '/name') return ['name'];
  return pointer === '/accountId' ? ['ofAll'] : undefined;
}

/** A field, as a person reads it. */
export function groupFieldText(field: keyof GroupValues, values: GroupValues): string {
  const value = values[field];
  return typeof value === 'string' ? value : onOrOff(value);
}
