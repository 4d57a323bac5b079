import { type EventStore, type Position } from '@chargebook/event-store';
import { type Clock, type Cut, type Instant } from '@chargebook/kernel';
import { applyDecorators, Inject, Injectable, Optional } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { HttpAnswer } from '../answers';
import { ApiProblems } from '../api-problems.decorator';
import { judgePosition } from '../judge-position';
import { MACHINERY_PROBLEMS } from '../machinery.problems';
import { memberRule, OptionalMember } from '../members.decorator';
import { Problem, validationFailed } from '../problem';
import { EVENT_STORE } from '../tokens';
import { instantOf } from './instants';

/** The clock of the process, where another one is to be used. */
export const PAST_CLOCK = Symbol('PAST_CLOCK');

const DESCRIPTION =
  'As it was: a time by RFC 3339 (what was recorded before it counts), or a position ' +
  '(that of the event counts, too).';

const ABOUT = { description: DESCRIPTION, example: '2026-03-01T00:00:00+01:00' } as const;
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 100;
const isOne = memberRule('asOf', isText, 'Must be one time or position.');

/** A member of a query that may be an instant or a position. */
export function AsOfMember(): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional(ABOUT), OptionalMember(), isOne);
}

/** A member of a query that is an instant or a position. */
export function NeededAsOfMember(): PropertyDecorator {
  return applyDecorators(ApiProperty(ABOUT), isOne);
}

/** What a read of one thing may be asked with. */
export class AsOfQuery {
  @AsOfMember()
  readonly asOf?: string;
}

/** For routes that take an instant or a position of the past. */
export function ApiAsOf(): MethodDecorator {
  return ApiProblems(MACHINERY_PROBLEMS, ['position-invalid', 'instant-in-future']);
}

/** Tells where a client wants the past to be cut. */
@Injectable()
export class AsOf {
  private readonly clock: Clock;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Optional() @Inject(PAST_CLOCK) clock?: Clock,
  ) {
    this.clock = clock ?? Date.now;
  }

  /**
   * The cut that the text names; `member` is where it stands in the query.
   * @throws Problem `position-invalid`, `instant-in-future`, `validation-failed`
   */
  async cutOf(text: string, member = 'asOf'): Promise<Cut> {
    const pointer = `/${member}`;
    if (isPositionLike(text)) {
      await judgePosition(this.store, text, { name: member, pointer });
      return { kind: 'position', position: text as Position };
    }
    const instant = instantOf(text);
    if (instant === undefined) {
      const detail = 'Must be a time as 2026-03-01T00:00:00+01:00, or a position of this book.';
      throw validationFailed([{ pointer, detail }]);
    }
    this.requirePast(instant, pointer);
    return { kind: 'instant', instant };
  }

  /** What is still to come has not been decided. @throws Problem `instant-in-future` */
  requirePast(instant: Instant, pointer: string): void {
    const now = new Date(this.clock()).toISOString();
    if (instant <= now) return;
    throw new Problem('instant-in-future', {
      detail: `${instant} is still to come: it is ${now} here.`,
      pointer,
      figures: { instant, now },
    });
  }
}

/** Tokens of other stores are positions too, and are refused as such. */
function isPositionLike(text: string): boolean {
  return /^[0-9a-f]{8}-\d{4}-\d+$/.test(text);
}

/** A thing as it was: no version, for nobody may change the past. */
export function answerPast<Body extends object>(position: Position, body: Body): HttpAnswer<Body> {
  return new HttpAnswer(body, { 'cache-control': 'no-store', 'chargebook-position': position });
}
