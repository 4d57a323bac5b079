import { FIRST_VERSION, withShapes } from '@chargebook/kernel';

import shapes from './event-shapes.json';

export type RatePlanId = string & { readonly __brand: 'RatePlanId' };

interface Of {
  readonly ratePlanId: RatePlanId;
}

/** Every event names its rate plan, so that nobody has to take a stream's name apart. */
export type RatePlanEvent =
  | {
      readonly type: 'RatePlanAdded';
      readonly data: Of & { readonly name: string; readonly description: string | null };
    }
  | { readonly type: 'RatePlanRenamed'; readonly data: Of & { readonly name: string } }
  | {
      readonly type: 'RatePlanDescriptionChanged';
      readonly data: Of & { readonly description: string | null };
    }
  | { readonly type: 'RatePlanArchived'; readonly data: Of };

export const RATE_PLAN_CATEGORY = 'ratePlan';

export const RATE_PLAN_SCHEMAS = withShapes(
  {
    RatePlanAdded: FIRST_VERSION,
    RatePlanRenamed: FIRST_VERSION,
    RatePlanDescriptionChanged: FIRST_VERSION,
    RatePlanArchived: FIRST_VERSION,
  } as const,
  shapes,
);
