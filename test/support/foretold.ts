import { type Answer, type Person, type SentRequest, type TestService } from './test-service';

/** A write, with the address at which the thing is seen where it is there already. */
export interface Write extends Pick<SentRequest, 'body' | 'ifMatch'> {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly thingUrl?: string;
}

/** What was said beforehand and what came of it. */
export interface Foretold {
  readonly preview: Answer;
  readonly write: Answer;
}

/** By the route, the form or the thing, before there is anything to judge. */
const GUARDED = [400, 403, 404];
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const TOLD_ELSEWHERE = ['addedAt', 'addedBy', 'lastChangedAt', 'lastChangedBy', 'since', 'by'];

/** The address of a write's twin. */
export function twinOf({ method, url }: Pick<Write, 'method' | 'url'>): string {
  return method === 'DELETE' ? `${url}/removal/preview` : `${url}/preview`;
}

export function askBeforehand(person: Person, { body, ifMatch, ...write }: Write): Promise<Answer> {
  const sent = { ...(body && { body }), ...(ifMatch !== undefined && { ifMatch }) };
  return person('POST', twinOf(write), sent);
}

/** Asks, writes, and holds what was said against what the write answered and GET shows then. */
export async function foretell(
  service: Pick<TestService, 'head'>,
  person: Person,
  write: Write,
): Promise<Foretold> {
  const { method, url, thingUrl, ...sent } = write;
  const before = thingUrl === undefined ? undefined : await person('GET', thingUrl);
  const head = await service.head();
  const preview = await askBeforehand(person, write);
  expect(await service.head()).toBe(head);
  const written = await person(method, url, sent);
  if (preview.status !== 200) {
    expect(GUARDED).toContain(preview.status);
    expect(withoutId(preview)).toEqual(withoutId(written));
  } else if (written.status < 300) {
    const location = thingUrl ?? String(written.headers['location']);
    const after = await person('GET', location);
    expectSame(told(preview), carriedOut(written, { before, after }), before === undefined);
  } else {
    expectSame(told(preview), refused(written), before === undefined);
  }
  return { preview, write: written };
}

/** What is made has another id each time it is asked for: one, that only one of the two names. */
function expectSame(preview: object, written: object, isNew: boolean): void {
  if (!isNew) return expect(preview).toEqual(written);
  const texts = [preview, written].map((it) => JSON.stringify(it));
  const ids = texts.map((text) => [...new Set(text.match(UUID))]);
  const strangers = ids.flat().filter((id) => !ids.every((known) => known.includes(id)));
  expect(strangers.length).toBeLessThanOrEqual(2);
  const [said, done] = texts.map((text): unknown =>
    JSON.parse(text.replace(UUID, (id) => (strangers.includes(id) ? 'new' : id))),
  );
  expect(said).toEqual(done);
}

function told({ status, body }: Answer): object {
  const { problem, thing, changes, ...rest } = body;
  const byPointer = [...(changes as readonly Change[])].sort(inOrder);
  return { ...rest, status, problem: unnumbered(problem), thing: timeless(thing), byPointer };
}

function refused({ body }: Answer): object {
  const nothing = { warnings: [], thing: null, byPointer: [] };
  return { ...nothing, status: 200, verdict: 'refused', problem: unnumbered(body) };
}

function carriedOut(
  written: Answer,
  { before, after }: { readonly before: Answer | undefined; readonly after: Answer },
): object {
  const isUnchanged = before !== undefined && written.etag === before.etag;
  const { warnings = [], ...thing } = written.body ?? {};
  const [was, is] = [shown(before), shown(after)];
  return {
    status: 200,
    verdict: isUnchanged ? 'unchanged' : 'accepted',
    problem: null,
    warnings,
    thing: written.body === undefined ? null : timeless(thing),
    byPointer: differences(was, is),
  };
}

interface Change {
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

function inOrder(one: Change, other: Change): number {
  return one.pointer < other.pointer ? -1 : 1;
}

function shown(answer: Answer | undefined): ReadonlyMap<string, unknown> {
  return new Map(answer?.status === 200 ? leavesOf(answer.body, '') : []);
}

/** Every value with its pointer; a list is one of them. */
function leavesOf(value: unknown, pointer: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [[pointer, value]];
  }
  const told = Object.entries(value).filter(([name]) => ![...TOLD_ELSEWHERE, 'id'].includes(name));
  return told.flatMap(([name, member]) => leavesOf(member, `${pointer}/${name}`));
}

function differences(
  was: ReadonlyMap<string, unknown>,
  is: ReadonlyMap<string, unknown>,
): readonly Change[] {
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((pointer) => {
      return { pointer, before: was.get(pointer) ?? null, after: is.get(pointer) ?? null };
    })
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    .sort(inOrder);
}

/** Without the id of what is made anew, and the times at which something would be recorded. */
function timeless(thing: Record<string, unknown> | null): unknown {
  if (thing === null) return null;
  const { id: _, ...rest } = thing;
  const times = ['addedAt', 'lastChangedAt', 'since'];
  const text = JSON.stringify(rest, (name, value: unknown) =>
    times.includes(name) ? undefined : value,
  );
  return JSON.parse(text);
}

function unnumbered(problem: Record<string, unknown> | null): unknown {
  if (problem === null) return null;
  const { requestId: _, ...rest } = problem;
  return rest;
}

function withoutId({ status, body }: Answer): object {
  return { status, problem: unnumbered(body) };
}
