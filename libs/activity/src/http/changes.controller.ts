import {
  Access,
  ApiStreams,
  CurrentStreamReader,
  type EventStream,
  EventStreams,
  type HttpAnswer,
  messageText,
  shownAccounts,
  type StreamReader,
  type StreamSource,
} from '@chargebook/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { type Change } from '../domain/change.rules';
import { ChangeFeed, type ChangeReader } from '../queries/change-feed.runner';
import { FollowChangesDto } from './changes.dto';

const ABOUT = {
  description:
    'What changes, as it changes, as server-sent events: `open` with the position where the ' +
    'stream begins; `change` for each thing that changed; `reset` when some changes cannot be ' +
    'told, so that all is to be fetched anew. The stream ends when its token expires.',
  example: [
    'event: open',
    'id: ca4b74de-0001-00000000000000000007',
    'data: {"position":"ca4b74de-0001-00000000000000000007"}',
    '',
    'event: change',
    'id: ca4b74de-0001-00000000000000000008',
    'data: {"position":"ca4b74de-0001-00000000000000000008",' +
      '"accountId":"2f1c9d9e-6c07-5b5b-8f77-0c5f3f6f2c11",' +
      '"siteId":"f456c1af-2b6f-567e-ba29-eeb1194c1331",' +
      '"thing":{"kind":"charger","id":"8db865ef-583a-5e0b-b0c3-6549f61219a1"},"actor":"dana"}',
    '',
    '',
  ].join('\n'),
} as const;

/** Whoever shows something of the book is told here when it is to be asked for again. */
@ApiTags('Activity')
@Controller('v1/changes')
export class ChangesController {
  constructor(
    private readonly feed: ChangeFeed,
    private readonly streams: EventStreams,
  ) {}

  @Get()
  @Access({ of: 'any' })
  @ApiStreams(ABOUT)
  follow(
    @Query() { accountId }: FollowChangesDto,
    @CurrentStreamReader() { actor, untilMs, lastSeen }: StreamReader,
  ): Promise<HttpAnswer<unknown>> {
    const accounts = shownAccounts(actor, accountId);
    const begin = async (stream: EventStream): Promise<StreamSource> => {
      const reading = await this.feed.open({ accounts, lastSeen, ...readerOf(stream) });
      const heartbeat = (): string => `id: ${reading.reached()}\n`;
      return { heartbeat, leave: () => reading.leave() };
    };
    return this.streams.answer({ actor, untilMs, begin });
  }
}

function readerOf(stream: EventStream): Omit<ChangeReader, 'accounts' | 'lastSeen'> {
  const say = (event: string, position: string): void =>
    stream.send(messageText({ event, id: position, data: { position } }));
  return {
    opened: (position) => say('open', position),
    missed: (position) => say('reset', position),
    changed: (changes) => stream.send(changes.map(changeText).join('')),
    ended: () => stream.end(),
  };
}

/** Many readers are sent one change: it is written once. */
const TEXTS = new WeakMap<Change, string>();

function changeText(change: Change): string {
  const known = TEXTS.get(change);
  if (known !== undefined) return known;
  const text = messageText({ event: 'change', id: change.position, data: change });
  TEXTS.set(change, text);
  return text;
}
