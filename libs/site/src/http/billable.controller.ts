import { Access, ApiAsOf, AsOf } from '@chargebook/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { startOfDay } from '../domain/site-day.rules';
import { BillableConnectors } from '../queries/billable-connectors.query';
import { BillableConnectorsDto, BillableQuery, renderBillable } from './billable.dto';

/** Where a day begins before it does anywhere else. */
const EARLIEST_ZONE = 'Pacific/Kiritimati';

@ApiTags('History')
@Controller('v1/accounts/:accountId')
export class BillableController {
  constructor(
    private readonly connectors: BillableConnectors,
    private readonly asOf: AsOf,
  ) {}

  @Get('billable-connectors')
  @Access({ of: 'account', parameter: 'accountId' })
  @ApiOkResponse({
    description: 'Connectors whose charger was neither closed nor private as the day began there.',
    type: BillableConnectorsDto,
  })
  @ApiAsOf()
  async tell(
    @Param('accountId') accountId: string,
    @Query() { date }: BillableQuery,
  ): Promise<BillableConnectorsDto> {
    this.asOf.requirePast(startOfDay(date, EARLIEST_ZONE), '/date');
    const sites = await this.connectors.of(accountId, date);
    for (const { instant } of sites) this.asOf.requirePast(instant, '/date');
    return renderBillable(accountId, date, sites);
  }
}
