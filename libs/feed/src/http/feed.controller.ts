import {
  Access,
  ApiProblems,
  ApiStreams,
  ClientGone,
  CurrentActor,
  CurrentStreamReader,
  type EventStream,
  EventStreams,
  HttpAnswer,
  MACHINERY_PROBLEMS,
  Problem,
  type StreamReader,
  type StreamSource,
} from '@chargebook/http';
import { type Actor } from '@chargebook/kernel';
import { Controller, Get, Logger, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { choiceOf, type EventChoice, FEED_ROLES, feedRightsOf } from '../domain/feed-filter.rules';
import { FeedReader } from '../queries/feed-reader.runner';
import { placeOf, requireKnown } from './feed-place.problems';
import { FeedStream } from './feed-stream.runner';
import { EventsPageDto, FollowEventsDto, ListEventsDto } from './feed.dto';

const PROBLEMS = ['position-invalid', 'newer-version-needed'] as const;

const STREAM = {
  description:
    'The same events as they are written, as server-sent events: `open` with the position where ' +
    'the stream begins; `event` with a CloudEvent; `close`, behind which nothing comes, with the ' +
    'position to come back with. A reader who takes nothing for 20 seconds is closed.',
  example: [
    'event: open',
    'id: ca4b74de-0001-00000000000000000006',
    'data: {"position":"ca4b74de-0001-00000000000000000006"}',
    '',
    'event: event',
    'id: ca4b74de-0001-00000000000000000007',
    'data: {"specversion":"1.0","id":"5d0c7c5e-95a4-5f0b-8a66-0f2f1a4e6b11",' +
      '"type":"ChargerLimitChanged","data":{"limitAmps":16}}',
    '',
    '',
  ].join('\n'),
  problems: PROBLEMS,
} as const;

/** As `application/json`, of which a page is written by hand: its events are text already. */
const JSON_HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
} as const;

/** The events of the book for services that follow it, page by page or as they are written. */
@ApiTags('Events')
@Controller('v1/events')
export class FeedController {
  private readonly logger = new Logger('events');

  constructor(
    private readonly reader: FeedReader,
    private readonly streams: EventStreams,
  ) {}

  @Get()
  @Access({ of: 'any' })
  @ApiOkResponse({ description: 'A page, in the order of the log.', type: EventsPageDto })
  @ApiProblems(MACHINERY_PROBLEMS, PROBLEMS)
  async list(
    @Query() query: ListEventsDto,
    @CurrentActor() actor: Actor,
    @ClientGone() gone: AbortSignal,
  ): Promise<HttpAnswer<string>> {
    const { limit } = query;
    const choice = this.choice(query, actor);
    const after = await placeOf(this.reader, query);
    const { items, ...page } = await this.reader.page(after, { limit, choice, gone });
    const position = page.position === 'start' ? null : page.position;
    const rest = JSON.stringify({ position, hasMore: page.hasMore });
    const text = items.map((item) => item.text).join(',');
    return new HttpAnswer(`{"items":[${text}],${rest.slice(1)}`, JSON_HEADERS);
  }

  @Get('stream')
  @Access({ of: 'any' })
  @ApiStreams(STREAM)
  follow(
    @Query() query: FollowEventsDto,
    @CurrentStreamReader() { actor, untilMs, lastSeen }: StreamReader,
  ): Promise<HttpAnswer<unknown>> {
    const choice = this.choice(query, actor);
    const begin = async (stream: EventStream): Promise<StreamSource> => {
      const after = await placeOf(this.reader, { after: query.after, lastSeen });
      const onError = (error: unknown): void =>
        this.logger.error({ err: error }, 'the log can no longer be followed');
      const source = new FeedStream(this.reader, { stream, after, choice, onError });
      void source.run();
      return source;
    };
    return this.streams.answer({ actor, untilMs, begin });
  }

  /** @throws Problem `role-missing`, `validation-failed` */
  private choice({ category = [], type = [] }: FollowEventsDto, actor: Actor): EventChoice {
    const rights = feedRightsOf(actor);
    if (rights === undefined) throw roleMissing();
    const filter = { categories: category, types: type };
    requireKnown(filter, this.reader.catalogue, { rights, members: ['category', 'type'] });
    return choiceOf(rights, filter);
  }
}

function roleMissing(): Problem {
  return new Problem('role-missing', {
    detail: `This needs the role ${FEED_ROLES.join(' or ')} in some account.`,
    pointer: '',
    figures: { role: FEED_ROLES[0] ?? null },
  });
}
