import { AccountResolvers, ProblemCatalogue } from '@chargebook/http';
import { owningAccount, StreamFolds } from '@chargebook/kernel';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

import { DriverHandler } from './commands/driver.handler';
import { driverAggregate } from './domain/driver.decider';
import { DriverController } from './http/driver.controller';
import { DriverHistoryController } from './http/driver-history.controller';
import { DRIVER_PROBLEMS } from './http/driver.problems';
import { RfidCardPipe } from './http/rfid-card.pipe';
import { GetDriverHandler } from './queries/get-driver.query';
import { ListDriversHandler } from './queries/list-drivers.query';

@Module({
  imports: [CqrsModule],
  controllers: [DriverController, DriverHistoryController],
  providers: [DriverHandler, GetDriverHandler, ListDriversHandler, RfidCardPipe],
})
export class DriverModule {
  constructor(resolvers: AccountResolvers, problems: ProblemCatalogue, folds: StreamFolds) {
    problems.add(DRIVER_PROBLEMS);
    resolvers.add('driver', (streamId) =>
      owningAccount(folds, { aggregate: driverAggregate, streamId, isFixed: false }),
    );
  }
}
