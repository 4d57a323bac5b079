import { type FieldVersions } from '../../components/newer-version';
import { changesBetween } from '../../lib/form-changes';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { DRIVER_TEXTS as TEXTS } from '../../lib/texts/drivers';
import { type Driver } from '../../lib/things';
import { type DriverValues, valuesOfDriver } from './driver-values';

type GroupNames = ReadonlyMap<string, string> | undefined;

/** The fields that the form and the newer version have differently. */
export function driverVersions(
  newer: Driver,
  typed: DriverValues,
  groupNames: GroupNames,
): readonly FieldVersions[] {
  const theirs = valuesOfDriver(newer);
  const differing = Object.keys(changesBetween(theirs, typed)) as (keyof DriverValues)[];
  return differing.map((field) => ({
    label: TEXTS.fields[field],
    theirs: said(theirs, field, groupNames),
    yours: said(typed, field, groupNames),
  }));
}

function said(values: DriverValues, field: keyof DriverValues, groupNames: GroupNames): string {
  const value = values[field];
  if (typeof value === 'boolean') return value ? TEXTS.yes : TEXTS.no;
  if (typeof value === 'string') return value;
  if (field === 'groupIds') {
    return value.map((id) => groupNames?.get(id) ?? COMMON_TEXTS.choices.deletedGroup).join(', ');
  }
  return value.map((card) => (field === 'heldCards' ? TEXTS.card(card) : card)).join(', ');
}
