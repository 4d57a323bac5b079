import {
  Access,
  ApiTellsHistory,
  Histories,
  type HistoryDto,
  HistoryQuery,
  type HttpAnswer,
} from '@chargebook/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { driverAggregate } from '../domain/driver.decider';
import { DRIVER_FIELDS, driverFields } from '../domain/fields.rules';

@ApiTags('History')
@Controller('v1/drivers')
export class DriverHistoryController {
  constructor(private readonly histories: Histories) {}

  @Get(':driverId/history')
  @Access({ of: 'driver', parameter: 'driverId', roles: ['administrator', 'support', 'auditor'] })
  @ApiTellsHistory()
  tell(
    @Param('driverId') id: string,
    @Query() query: HistoryQuery,
  ): Promise<HttpAnswer<HistoryDto>> {
    return this.histories.answer({
      query,
      fields: DRIVER_FIELDS,
      aggregate: driverAggregate,
      streamId: id,
      thing: id,
      fieldsOf: ({ driver }) => driverFields(driver),
    });
  }
}
