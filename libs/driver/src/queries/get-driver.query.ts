import { readThing, StreamFolds, type ThingReading } from '@chargebook/kernel';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

import { driverAggregate } from '../domain/driver.decider';
import { type Driver } from '../domain/driver.state';

/** One driver as its stream has it now. */
export class GetDriver extends Query<ThingReading<Driver> | undefined> {
  constructor(readonly driverId: string) {
    super();
  }
}

@QueryHandler(GetDriver)
export class GetDriverHandler implements IQueryHandler<GetDriver> {
  constructor(private readonly folds: StreamFolds) {}

  execute({ driverId }: GetDriver): Promise<ThingReading<Driver> | undefined> {
    return readThing(this.folds, {
      aggregate: driverAggregate,
      streamId: driverId,
      thing: driverId,
      show: ({ driver }) => driver as Driver,
    });
  }
}
