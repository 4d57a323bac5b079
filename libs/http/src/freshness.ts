import { type EventStore, type Position } from '@chargebook/event-store';
import { createParamDecorator, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

import { judgePosition } from './judge-position';
import { tryAgain } from './problem';
import { EVENT_STORE, PROJECTION_WAITER, type ProjectionWaiter } from './tokens';

const DEFAULT_WAIT_SECONDS = 2;
const MAX_WAIT_SECONDS = 10;
const WAIT = /^wait\s*=\s*"?(\d{1,6})"?$/i;

/** How fresh the client wants a list, and how long it waits for that. */
export interface AtLeast {
  readonly position?: string;
  readonly waitMs: number;
}

/** Hands the handler of a list the client's wish; undefined position: as it is now. */
export const CurrentAtLeast = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  atLeastOf(context.switchToHttp().getRequest<FastifyRequest>().headers),
);

/** Preferences that are not understood are ignored (RFC 7240). */
export function atLeastOf(headers: FastifyRequest['headers']): AtLeast {
  const position = headers['chargebook-at-least'];
  const preferences = [headers['prefer'] ?? []].flat().flatMap((line) => line.split(/[,;]/));
  const waits = preferences.flatMap((preference) => WAIT.exec(preference.trim())?.[1] ?? []);
  const seconds = Math.min(Number(waits[0] ?? DEFAULT_WAIT_SECONDS), MAX_WAIT_SECONDS);
  const waitMs = seconds * 1_000;
  return position === undefined ? { waitMs } : { position: [position].flat().join(), waitMs };
}

/** Makes lists wait until they show what the client knows of. */
@Injectable()
export class Freshness {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PROJECTION_WAITER) private readonly projections: ProjectionWaiter,
  ) {}

  /**
   * For what is read from streams, always to their end: any position of this book is reached.
   * @throws Problem `position-invalid`
   */
  async require({ position }: AtLeast): Promise<void> {
    if (position === undefined) return;
    await judgePosition(this.store, position, { name: 'Chargebook-At-Least' });
  }

  /**
   * Returns once the projections of the group (those with one checkpoint) are as fresh as asked.
   * @throws Problem `position-invalid`, `not-caught-up`
   */
  async reach(group: string, atLeast: AtLeast): Promise<void> {
    const { position, waitMs } = atLeast;
    if (position === undefined) return;
    await this.require(atLeast);
    if (await this.projections.waitFor(group, position as Position, waitMs)) return;
    const detail = `The list did not become that fresh within ${waitMs / 1_000} s.`;
    throw tryAgain('not-caught-up', detail);
  }
}
