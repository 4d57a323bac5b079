import { ActivityModule } from './activity.module';
import { ACTIVITY_GROUP } from './projections/activity.projection';

export { thingKindOf } from './domain/told-event.rules';

/** The context as a process composes it; it reads what others write. */
export const activityContext = {
  module: ActivityModule,
  aggregates: [],
  groups: [ACTIVITY_GROUP],
} as const;
