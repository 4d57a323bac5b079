import { driverAggregate } from './domain/driver.decider';
import { DRIVER_GROUP } from './projections/driver-list.projection';
import { DriverModule } from './driver.module';

/** The context as a process composes it. */
export const driverContext = {
  module: DriverModule,
  aggregates: [driverAggregate],
  groups: [DRIVER_GROUP],
} as const;
