import { type Readable } from 'node:stream';

import { type EventStore, type Position } from '@chargebook/event-store';
import {
  Access,
  ApiDownloads,
  Downloads,
  EVENT_STORE,
  type HttpAnswer,
  judgePosition,
  OptionalMember,
  PlainText,
  validationFailed,
} from '@chargebook/http';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';

import { ExportAccount } from '../queries/export-account.query';

const POSITION = { example: 'ca4b74de-0001-00000000000000000007' } as const;
const MAX_POSITION_LENGTH = 100;

export class ExportQuery {
  @ApiPropertyOptional({ ...POSITION, description: 'Go on behind it: without what was told.' })
  @OptionalMember()
  @PlainText(1, MAX_POSITION_LENGTH)
  readonly after?: string;

  @ApiPropertyOptional({ ...POSITION, description: 'Up to there; the end of the log if not said.' })
  @OptionalMember()
  @PlainText(1, MAX_POSITION_LENGTH)
  readonly until?: string;
}

const DIGEST = '5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456';
const FILE = {
  fileName: 'chargebook-export.jsonl',
  mediaType: 'application/jsonl',
  description:
    'A header, a line for each event as it is stored (RFC 8785) with the digest of all up to ' +
    'it, and an end: docs/how-to/audit.md says what is in them.',
  example: [
    '{"header":{"accountId":"8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11",' +
      '"format":"chargebook-export-1","storeId":"ca4b74de-2b6f-567e-ba29-eeb1194c1331"}}',
    `{"digest":"${DIGEST}","event":{"data":{…},"id":"…","metadata":{…},"position":"…",` +
      '"revision":0,"stream":"account-8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11",' +
      '"type":"AccountAdded"}}',
    `{"end":{"digest":"${DIGEST}","events":1,"position":"${POSITION.example}"}}`,
    '',
  ].join('\n'),
} as const;

@ApiTags('History')
@Controller('v1/accounts/:accountId')
export class ExportController {
  constructor(
    private readonly account: ExportAccount,
    private readonly downloads: Downloads,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Get('export')
  @Access({ of: 'account', parameter: 'accountId', roles: ['administrator', 'auditor'] })
  @ApiDownloads(FILE)
  async send(
    @Param('accountId') accountId: string,
    @Query() query: ExportQuery,
  ): Promise<HttpAnswer<Readable>> {
    const after = await this.good('after', query.after);
    const until = (await this.good('until', query.until)) ?? (await this.store.head());
    if (after !== undefined && after > until) {
      throw validationFailed([{ pointer: '/until', detail: 'Must not be before after.' }]);
    }
    return this.downloads.answer(FILE, () =>
      Promise.resolve({
        position: until,
        texts: this.account.lines({ accountId, after, until }),
        close: () => Promise.resolve(),
      }),
    );
  }

  private async good(name: string, position: string | undefined): Promise<Position | undefined> {
    if (position === undefined) return undefined;
    await judgePosition(this.store, position, { name, pointer: `/${name}` });
    return position as Position;
  }
}
