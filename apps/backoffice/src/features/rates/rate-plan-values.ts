import { type FieldName, fieldNameOf } from '../../lib/field-problems';
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
