import { type FieldVersions } from '../../components/newer-version';
import { type FieldName, fieldNameOf } from '../../lib/field-problems';
import { changesBetween } from '../../lib/form-changes';
import { RATE_TEXTS as TEXTS } from '../../lib/texts/rates';
import { type RatePlan } from '../../lib/things';

export interface RatePlanValues {
  readonly name: string;
  readonly description: string | null;
}

export function valuesOfRatePlan({ name, description }: RatePlan): RatePlanValues {
  return { name, description };
}

/** A blank description is none. */
export function ratePlanBody<Values extends Partial<RatePlanValues>>(values: Values): Values {
  if (values.description === undefined) return values;
  return { ...values, description: values.description?.trim() || null };
}

export function ratePlanField(pointer: string): FieldName | undefined {
  return fieldNameOf(pointer)?.slice(0, 1);
}

export function ratePlanVersions(newer: RatePlan, typed: RatePlanValues): readonly FieldVersions[] {
  const theirs = valuesOfRatePlan(newer);
  const differing = Object.keys(changesBetween(theirs, typed)) as (keyof RatePlanValues)[];
  return differing.map((field) => ({
    label: TEXTS.fields[field],
    theirs: theirs[field] ?? '',
    yours: typed[field] ?? '',
  }));
}
