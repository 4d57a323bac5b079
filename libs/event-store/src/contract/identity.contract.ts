import { PositionRefused } from '../errors';
import { type EventStore, type Position } from '../event-store.port';
import {
  followUntil,
  followWhile,
  freshStream,
  newEvent,
  newEvents,
  type SuiteContext,
  testUnless,
} from '../testing/contract-kit';

export function describePositions({ harness, store, lacking }: SuiteContext): void {
  describe('positions', () => {
    test('of this log up to its head are good, and stay the same for another engine', async () => {
      const other = await harness().open();
      const { position } = await store().append(freshStream(), 'no-stream', newEvents(2));
      expect(other.identity).toEqual(store().identity);
      expect(await other.judge(position)).toBe('good');
      expect(await other.judge(await store().head())).toBe('good');
      await other.close();
    });

    test('name the store, the incarnation and digits, so that they sort as text', async () => {
      const { position } = await store().append(freshStream(), 'no-stream', newEvents(1));
      const { storeId, incarnation } = store().identity;
      const prefix = `${storeId.slice(0, 8)}-${String(incarnation).padStart(4, '0')}`;
      expect(position).toMatch(new RegExp(`^${prefix}-(?:[0-9]{20}){1,2}$`));
    });

    testUnless(lacking.foreignStore, 'of another store are foreign', async () => {
      const foreign = await harness().openForeign();
      const position = await foreign.head();
      expect(await foreign.judge(position)).toBe('good');
      expect(await store().judge(position)).toBe('foreign');
      expect(await store().holds({ position, eventId: foreign.identity.storeId })).toBe(false);
      await foreign.close();
    });

    test('that are no positions are foreign', async () => {
      const good = await store().head();
      for (const text of [
        '',
        'start',
        '17',
        `${good} `,
        `${good}0`,
        good.toUpperCase() + '-',
        "'",
      ]) {
        expect(await store().judge(text)).toBe('foreign');
      }
    });

    test('behind the head are refused, 64 bits and more of them', async () => {
      const head = await store().head();
      for (const digits of ['09223372036854775807', '18446744073709551616', '9'.repeat(20)]) {
        expect(await store().judge(head.slice(0, -20) + digits)).toBe('beyond-head');
      }
    });

    test('are proved by the event that stands there', async () => {
      const [first, second] = [newEvent(), newEvent()];
      const position = (await store().append(freshStream(), 'no-stream', [first])).position;
      const other = (await store().append(freshStream(), 'no-stream', [second])).position;
      expect(await store().holds({ position, eventId: first.id })).toBe(true);
      expect(await store().holds({ position, eventId: second.id })).toBe(false);
      expect(await store().holds({ position: other, eventId: first.id })).toBe(false);
    });

    test('that are of no event, as those of an exchanged log, prove nothing', async () => {
      const first = newEvent();
      const { position } = await store().append(freshStream(), 'no-stream', [first]);
      await store().append(freshStream(), 'no-stream', newEvents(2));
      for (let distance = 1n; distance <= 64n; distance += 1n) {
        const between = movedBy(distance, position);
        expect(await store().holds({ position: between, eventId: first.id })).toBe(false);
      }
    });

    test('are verified to be those of events before they are followed', async () => {
      const ends = [];
      for (let count = 0; count < 3; count += 1) {
        ends.push((await store().append(freshStream(), 'no-stream', newEvents(1))).position);
      }
      const [first, last] = [ends[0], ends[2]] as [Position, Position];
      for (const end of ends) expect(await store().verify(end)).toBe('good');
      const head = await store().head();
      const beyond = (head.slice(0, -20) + '9'.repeat(20)) as Position;
      expect(await store().verify(beyond)).toBe('beyond-head');
      expect(await store().verify('17')).toBe('foreign');
      const huge = first.slice(0, -20) + '9'.repeat(20);
      expect(['no-event', 'beyond-head']).toContain(await store().verify(huge));
      const places = new Set<string>(await placesBehind(store(), first, last));
      for (let distance = 0n; distance <= 64n; distance += 1n) {
        const position = movedBy(distance, first);
        if (position > last) break;
        const verdict = await store().verify(position);
        expect([position, verdict]).toEqual([
          position,
          position === first || places.has(position) ? 'good' : 'no-event',
        ]);
      }
    });

    test('that are not good are not followed from', async () => {
      const head = await store().head();
      const beyond = (head.slice(0, -20) + '9'.repeat(20)) as Position;
      for (const [after, verdict] of [
        [beyond, 'beyond-head'],
        [head.replace(/^[0-9a-f]{8}/, '00000000') as Position, 'foreign'],
      ] as const) {
        await expect(followWhile(store(), after, () => false)).rejects.toEqual(
          new PositionRefused(after, verdict),
        );
      }
    });
  });
}

export function describeRestoredLogs({ harness, lacking }: SuiteContext): void {
  const name = 'a restored log refuses the positions of the future that it lost';
  testUnless(lacking.restorableLog, name, async () => {
    const log = await harness().restorableLog();
    const stream = freshStream();

    const kept = await using(log.open(), (store) => appendAndMark(store, 'no-stream'));
    await log.backUp();
    const lost = await using(log.open(), (store) => appendAndMark(store, 1n));
    await log.restore();
    await using(log.open(), async (store) => {
      const { storeId, incarnation } = kept.identity;
      expect(store.identity).toEqual({ storeId, incarnation: incarnation + 1 });
      const found = await appendAndMark(store, 1n);
      expect(await store.judge(kept.position)).toBe('good');
      expect(await store.holds(kept)).toBe(true);
      expect(await store.judge(lost.position)).toBe('lost-future');
      expect(await store.holds(lost)).toBe(false);
      expect(await store.judge(found.position)).toBe('good');
      expect([found.position, lost.position].sort()).toEqual([lost.position, found.position]);
      const rest = { after: kept.position, streams: [stream], count: 2 };
      expect((await followUntil(store, rest)).at(-1)?.id).toBe(found.eventId);
      await expect(followWhile(store, lost.position, () => false)).rejects.toEqual(
        new PositionRefused(lost.position, 'lost-future'),
      );
    });

    await log.restore();
    await using(log.open(), async (store) => {
      expect(store.identity.incarnation).toBe(kept.identity.incarnation + 2);
      expect(await store.judge(kept.position)).toBe('good');
    });

    async function appendAndMark(store: EventStore, expected: bigint | 'no-stream') {
      const last = newEvent();
      const { position } = await store.append(stream, expected, [newEvent(), last]);
      return { position, eventId: last.id, identity: store.identity };
    }
  });
}

/** The positions of the events behind the one, up to the other. */
async function placesBehind(
  store: EventStore,
  first: Position,
  last: Position,
): Promise<readonly Position[]> {
  const places: Position[] = [];
  await followWhile(store, first, ({ events, position }) => {
    places.push(...events.map((event) => event.position));
    return position < last;
  });
  return places;
}

/** The same token with each of its numbers higher. */
function movedBy(distance: bigint, position: Position): Position {
  return position.replace(/[0-9]{20}/g, (digits) =>
    String(BigInt(digits) + distance).padStart(digits.length, '0'),
  ) as Position;
}

async function using<Result>(
  opening: Promise<EventStore>,
  work: (store: EventStore) => Promise<Result>,
): Promise<Result> {
  const store = await opening;
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
