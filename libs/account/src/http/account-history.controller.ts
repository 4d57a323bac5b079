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

import { accountAggregate } from '../domain/account.decider';
import { ACCOUNT_FIELDS, accountFields } from '../domain/fields.rules';

@ApiTags('History')
@Controller('v1/accounts')
export class AccountHistoryController {
  constructor(private readonly histories: Histories) {}

  @Get(':accountId/history')
  @Access({ of: 'account', parameter: 'accountId', roles: ['administrator', 'support', 'auditor'] })
  @ApiTellsHistory()
  tell(
    @Param('accountId') id: string,
    @Query() query: HistoryQuery,
  ): Promise<HttpAnswer<HistoryDto>> {
    return this.histories.answer({
      query,
      fields: ACCOUNT_FIELDS,
      aggregate: accountAggregate,
      streamId: id,
      thing: id,
      fieldsOf: ({ account }) => accountFields(account),
    });
  }
}
