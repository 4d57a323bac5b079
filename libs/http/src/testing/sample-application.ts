import { type AppendReceipt, type EventStore, type Position } from '@chargebook/event-store';
import { type CommandEnvelope, type Outcome } from '@chargebook/kernel';
import {
  Body,
  Controller,
  Delete,
  Get,
  Global,
  Module,
  Param,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';

import { Access, Public } from '../access.decorator';
import { AccountResolvers } from '../account-resolvers';
import { ApiChanges, ApiCreates, ApiRemoves } from '../api-routes.decorator';
import { answerList, answerOne, answerWrite } from '../answers';
import { CursorCodec } from '../cursor';
import { Envelope } from '../envelope.pipe';
import { type AnswerError, httpAdapter } from '../fastify-adapter';
import { type AtLeast, CurrentAtLeast, Freshness } from '../freshness';
import { HttpModule } from '../http.module';
import { WithPreviews } from '../previews.decorator';
import { detailsOf, ProblemCatalogue } from '../problem-catalogue';
import { ProblemFilter } from '../problem.filter';
import { ListQuery } from '../query.decorator';
import { LAMP_PROBLEMS, LampDto } from './sample-lamp';
import { type TokenRules } from '../token-verifier';
import { BOOK_KEY, EVENT_STORE, PROJECTION_WAITER } from '../tokens';
import { NoMembers } from '../validation.pipe';

export const SAMPLE_ACCOUNT = '11111111-1111-4111-8111-111111111111';
export const SAMPLE_SITE = '22222222-2222-4222-8222-222222222222';
export const SAMPLE_KEY = Buffer.alloc(32, 7);

interface Seen {
  readonly name: string;
  readonly envelope: object;
}

/** What the next command answers; a test sets it. */
export const script: { outcome?: Outcome<Seen>; error?: Error } = {};

const DETAIL_OF = detailsOf(LAMP_PROBLEMS);

@Controller('v1')
@WithPreviews()
export class LampController {
  constructor(
    private readonly freshness: Freshness,
    private readonly cursors: CursorCodec,
    catalogue: ProblemCatalogue,
    resolvers: AccountResolvers,
  ) {
    catalogue.add(LAMP_PROBLEMS);
    const accounts = new Map<string, string>([[SAMPLE_SITE, SAMPLE_ACCOUNT]]);
    resolvers.add('site', (id) => Promise.resolve(accounts.get(id)));
  }

  @Post('sites/:siteId/lamps')
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator'] })
  @ApiCreates(LampDto)
  add(@Body() body: LampDto, @Envelope() envelope: CommandEnvelope): Promise<object> {
    if (script.error !== undefined) throw script.error;
    const answer = { name: body.name, envelope: shown(envelope) };
    return answerWrite(script.outcome ?? doneWith(answer), {
      detailOf: DETAIL_OF,
      render: (seen) => seen,
      location: () => '/v1/lamps/1',
    });
  }

  @Patch('sites/:siteId/lamps/:id')
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator'] })
  @ApiChanges(LampDto)
  change(@Envelope({ wantsVersion: true }) envelope: CommandEnvelope): object {
    return shown(envelope);
  }

  @Delete('sites/:siteId/lamps/:id')
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator'] })
  @ApiRemoves()
  remove(): Promise<object> {
    const outcome: Outcome<Seen> = { ...doneWith({ name: '', envelope: {} }), effect: 'removed' };
    return answerWrite(script.outcome ?? outcome, { detailOf: DETAIL_OF, render: (seen) => seen });
  }

  @Post('lamps/archive')
  @Access({ of: '*', roles: ['administrator'] })
  archive(@Body() body: NoMembers): object {
    return body;
  }

  @Get('sites/:siteId/lamps/:id')
  @Access({ of: 'site', parameter: 'siteId' })
  one(@Param('id') id: string): object {
    return answerOne(7n, { id });
  }

  @Get('lamps')
  @Access({ of: 'any' })
  async list(@Query() query: ListQuery, @CurrentAtLeast() atLeast: AtLeast): Promise<object> {
    const bound = { list: 'lamps' };
    if (query.cursor !== undefined) this.cursors.open(query.cursor, bound);
    await this.freshness.reach('lamps', atLeast);
    const nextCursor = this.cursors.seal(['last'], bound);
    return answerList('p1' as Position, { limit: query.limit, nextCursor });
  }

  @Get('open')
  @Public()
  open(): string {
    return 'open';
  }
}

/** A bigint has no JSON of its own. */
function shown(envelope: CommandEnvelope): object {
  return { ...envelope, ifMatch: String(envelope.ifMatch) };
}

export function doneWith(answer: Seen): Extract<Outcome<Seen>, { kind: 'done' }> {
  const position = 'p1' as Position;
  const settled = { version: 3n, position, warnings: [], isReplay: false } as const;
  return { kind: 'done', effect: 'created', answer, ...settled };
}

/** A store that holds nothing and knows the positions p1 (good), later (beyond) and lost. */
const store: EventStore = {
  identity: { storeId: 'sample', incarnation: 1 },
  append: () => Promise.reject<AppendReceipt>(new Error('nothing is written here')),
  readStream: async function* () {},
  follow: async function* () {},
  head: () => Promise.resolve('p1' as Position),
  judge: (position) => {
    if (position === 'later') return Promise.resolve('beyond-head');
    return Promise.resolve(position.startsWith('p') ? 'good' : 'foreign');
  },
  verify: () => Promise.resolve('foreign'),
  holds: () => Promise.resolve(false),
  close: () => Promise.resolve(),
};

const provided = [
  { provide: EVENT_STORE, useValue: store },
  { provide: BOOK_KEY, useValue: SAMPLE_KEY },
  {
    provide: PROJECTION_WAITER,
    useValue: {
      waitFor: (_group: string, position: string) => Promise.resolve(position === 'p1'),
    },
  },
];

@Global()
@Module({ providers: provided, exports: provided })
class SampleEngines {}

/** The whole edge with one small controller on it. */
export async function sampleApplication(
  tokenRules: TokenRules,
  options: {
    readonly maxFailuresPerMinute?: number;
    readonly more?: readonly (new () => object)[];
  } = {},
): Promise<NestFastifyApplication> {
  const { maxFailuresPerMinute = 1_000, more = [] } = options;
  const module = await Test.createTestingModule({
    imports: [SampleEngines, HttpModule.with({ tokenRules, maxFailuresPerMinute })],
    controllers: [LampController, ...more],
  }).compile();
  const holder: { answerError?: AnswerError } = {};
  const adapter = httpAdapter(holder);
  const application = module.createNestApplication<NestFastifyApplication>(adapter, {
    bodyParser: false,
    logger: false,
  });
  const filter = application.get(ProblemFilter);
  holder.answerError = (error, request, reply) => filter.answer(error, request, reply);
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return application;
}
