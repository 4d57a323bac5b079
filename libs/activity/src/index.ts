import { ActivityModule } from './activity.module';

export { thingKindOf } from './domain/told-event.rules';

/** The context as a process composes it; it reads what others write. */
export const activityContext = {
  module: ActivityModule,
  aggregates: [],
  groups: [],
} as const;
