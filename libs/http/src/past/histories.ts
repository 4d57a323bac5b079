import { type EventStore } from '@chargebook/event-store';
import { historyOf, type ThingChange, type ThingToTell } from '@chargebook/kernel';
import { applyDecorators, Inject, Injectable } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { answerList, type HttpAnswer } from '../answers';
import { ApiProblems } from '../api-problems.decorator';
import { CursorCodec } from '../cursor';
import { MACHINERY_PROBLEMS } from '../machinery.problems';
import { notFound, validationFailed } from '../problem';
import { EVENT_STORE } from '../tokens';
import { HistoryDto, type HistoryQuery, renderEntry } from './history.dto';
import { type CursorPlace, pageOf } from './history-page';

export interface HistoryRequest<State> extends ThingToTell<State> {
  readonly query: HistoryQuery;
  /** All fields that a thing of the kind may have. */
  readonly fields: readonly string[];
}

/** A route that tells what happened to one thing. */
export function ApiTellsHistory(): MethodDecorator {
  const headers = {
    'Chargebook-Position': {
      description: 'Up to there the history is told.',
      schema: { type: 'string' },
    },
  } as const;
  return applyDecorators(
    ApiOkResponse({ description: 'A page of what happened.', type: HistoryDto, headers }),
    ApiProblems(MACHINERY_PROBLEMS, ['cursor-invalid']),
  ) as MethodDecorator;
}

/** What happened to one thing, from its stream: always current. */
@Injectable()
export class Histories {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CursorCodec) private readonly cursors: CursorCodec,
  ) {}

  /** @throws Problem `not-found`, `cursor-invalid`, `validation-failed` */
  async answer<State>(request: HistoryRequest<State>): Promise<HttpAnswer<HistoryDto>> {
    const { query, fields, streamId, thing } = request;
    requireFilters(query, fields);
    const { cursor, limit, ...asked } = query;
    const bound = { ...asked, list: 'history', streamId, thing };
    const place = cursor === undefined ? undefined : this.cursors.open(cursor, bound);
    const history = await historyOf(this.store, request);
    if (history === undefined) throw notFound();
    const found = history.changes.filter((change) => isAsked(change, query));
    if (query.sort === '-position') found.reverse();
    const page = pageOf(found, { limit, place: place as CursorPlace | undefined });
    const seal = (keys: CursorPlace | undefined): string | null =>
      keys === undefined ? null : this.cursors.seal(keys, bound);
    return answerList(history.position, {
      items: page.items.map(renderEntry),
      nextCursor: seal(page.next),
      previousCursor: seal(page.previous),
      total: found.length,
      totalIsLowerBound: false,
    });
  }
}

function requireFilters({ field = [], from, to }: HistoryQuery, fields: readonly string[]): void {
  const unknown = field.filter((name) => !fields.some((known) => isWithin(known, name)));
  if (unknown.length > 0) {
    const detail = `There is no field ${unknown.join(', ')}; there are ${fields.join(', ')}.`;
    throw validationFailed([{ pointer: '/field', detail }]);
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw validationFailed([{ pointer: '/to', detail: 'Must not be before from.' }]);
  }
}

function isAsked({ metadata, changes }: ThingChange, query: HistoryQuery): boolean {
  const { field, actor, from, to } = query;
  const { recordedAt } = metadata;
  if (actor !== undefined && metadata.actor.id !== actor) return false;
  if (from !== undefined && recordedAt < from) return false;
  if (to !== undefined && recordedAt >= to) return false;
  if (field === undefined) return true;
  return changes.some((change) => field.some((name) => isWithin(change.field, name)));
}

/** `overrides` asks for `overrides.rate` too. */
function isWithin(field: string, name: string): boolean {
  return field === name || field.startsWith(`${name}.`);
}
