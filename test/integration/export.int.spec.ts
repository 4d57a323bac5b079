import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { startEventStoreDbDouble } from '@chargebook/event-store/testing';
import canonicalize from 'canonicalize';

import { AuditedAccount } from '../support/audited-account';
import { ToldAccount } from '../support/export-fold';
import { addCharger, granted, openGarage } from '../support/garage';
import { pick, type Random, SEED, seededRandom } from '../support/seeded-random';
import { type Person, startTestService, type TestService } from '../support/test-service';

jest.setTimeout(300_000);

const VERIFY = resolve(__dirname, '../../apps/tools/verify.js');
const COMMANDS = 150;
const POSITIONS = 60;
const LATER = '2999-01-01T00:00:00Z';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Book {
  readonly service: TestService;
  readonly auditor: Person;
  readonly random: Random;
  readonly accountId: string;
  exported(query?: string): Promise<string>;
}

async function bookOf(service: TestService): Promise<Book> {
  const random = seededRandom(SEED);
  const operator = await service.person({ '*': ['administrator', 'support'] });
  const account = await AuditedAccount.open(operator, random);
  const { accountId } = account;
  // What is of others stands between, and is told to nobody else.
  await addCharger(operator, await openGarage(operator));
  expect(await account.change(COMMANDS)).toBeGreaterThan(COMMANDS / 3);
  const roles = { [accountId]: ['auditor'] } as const;
  const auditor = await service.person(roles);
  const token = await service.token(roles);
  const exported = async (query = ''): Promise<string> => {
    const url = `/v1/accounts/${accountId}/export${query}`;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await service.application.inject({ method: 'GET', url, headers });
    expect(answer.statusCode).toBe(200);
    return answer.body;
  };
  return { service, auditor, random, accountId, exported };
}

interface Verdict {
  readonly status: number | null;
  readonly said: string;
  readonly answers: readonly object[];
}

async function verify(text: string, ...options: readonly string[]): Promise<Verdict> {
  const file = join(folder, 'export.jsonl');
  await writeFile(file, text);
  const { status, stderr, stdout } = spawnSync(process.execPath, [VERIFY, file, ...options], {
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { status, said: stderr, answers: lines.map((line) => JSON.parse(line) as object) };
}

async function answered({ auditor, accountId }: Book, cut: string): Promise<readonly object[]> {
  const url = `/v1/chargers?accountId=${accountId}&status=all&limit=200`;
  const { body } = await granted(auditor('GET', `${url}&asOf=${encodeURIComponent(cut)}`));
  return byId(body.items);
}

function byId(chargers: readonly object[]): readonly object[] {
  const idOf = (charger: object): string => (charger as { readonly id: string }).id;
  return chargers.toSorted((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}

/** The whole past by two folds that are none of the service's. */
async function expectSamePast(book: Book): Promise<void> {
  const text = await book.exported();
  const told = ToldAccount.of(text);
  const events = linesOf(text).flatMap((line) => JSON.parse(line).event ?? []);
  for (let index = 0; index < POSITIONS; index += 1) {
    const { position, metadata } = pick(book.random, events);
    const isTimed = book.random() < 0.3;
    const then = isTimed ? told.before(metadata.recordedAt) : told.upTo(position);
    const chargers = then.chargers().map(([id]) => then.charger(id));
    const cut = isTimed ? metadata.recordedAt : position;
    const service = await answered(book, cut);
    expect(byId(chargers)).toEqual(service);
    if (index % 10 === 0) {
      const { answers, status } = await verify(text, '--as-of', cut);
      expect(status).toBe(0);
      expect(byId(answers)).toEqual(service);
    }
  }
}

describe(`An export, by the seed ${SEED}`, () => {
  let book: Book;
  let text: string;

  beforeAll(async () => {
    book = await bookOf(await startTestService());
    text = await book.exported();
  });
  afterAll(() => book.service.stop());

  it('holds the stored events of the account as they are, in order', async () => {
    const log = await book.service.log();
    const streams = new Set(
      log
        .filter(({ metadata }) => JSON.parse(metadata).accountId === book.accountId)
        .map(({ stream }) => stream),
    );
    const stored = log
      .filter(({ stream }) => streams.has(stream) || stream.startsWith('ratePlan-'))
      .map(({ stream, type, data, metadata }) =>
        canonicalize({ stream, type, data: JSON.parse(data), metadata: JSON.parse(metadata) }),
      );
    const exported = linesOf(text).flatMap((line) => {
      const { event } = JSON.parse(line);
      if (event === undefined) return [];
      const { stream, type, data, metadata } = event;
      return [canonicalize({ stream, type, data, metadata })];
    });
    expect(exported.length).toBeGreaterThan(COMMANDS / 3);
    expect(exported).toEqual(stored);
    expect(text).not.toContain('"stream":"claim-');
  });

  it('binds each line to all before it, and says where it ends', () => {
    const [first = '', ...rest] = linesOf(text);
    const { header } = JSON.parse(first);
    expect(header).toMatchObject({ format: 'chargebook-export-1', accountId: book.accountId });
    let digest = digestOf(canonicalize(header) ?? '');
    for (const line of rest.slice(0, -1)) {
      const parsed = JSON.parse(line);
      digest = digestOf(`${digest}\n${canonicalize(parsed.event)}`);
      expect(parsed.digest).toBe(digest);
      expect(line).toBe(canonicalize(parsed));
    }
    const { end } = JSON.parse(rest.at(-1) ?? '');
    expect(end).toMatchObject({ digest, events: rest.length - 1 });
  });

  it('goes on bit for bit where another one was cut off', async () => {
    const lines = linesOf(text);
    const { end } = JSON.parse(lines.at(-1) ?? '');
    for (const count of [1, 2, Math.floor(lines.length / 2), lines.length - 1]) {
      const begun = lines.slice(0, count + 1);
      const last = JSON.parse(begun.findLast((line) => line.includes('"event"')) ?? '');
      const whole = begun.filter((line) => !line.includes('"end"'));
      const rest = await book.exported(`?after=${last.event.position}&until=${end.position}`);
      expect(`${whole.join('\n')}\n${rest}`).toBe(text);
    }
  });

  it('is verified, and by the same file also when it was gone on with later', async () => {
    const { status, said } = await verify(text);
    expect({ status, said }).toMatchObject({ status: 0, said: expect.stringContaining('holds') });
    const { end } = JSON.parse(linesOf(text).at(-1) ?? '');
    const more = await book.exported(`?after=${end.position}`);
    expect((await verify(text + more)).status).toBe(0);
  });

  it.each<[string, (lines: readonly string[]) => readonly string[]]>([
    ['a value is another', (lines) => lines.map((line) => line.replace('"Level"', '"level"'))],
    ['an event is missing', (lines) => lines.toSpliced(5, 1)],
    ['two events changed places', (lines) => swapped(lines, 5)],
    ['the end is missing', (lines) => lines.slice(0, -1)],
    ['the beginning is missing', (lines) => lines.slice(1)],
    [
      'it is told of another account',
      (lines) => [String(lines[0]).replace(/"accountId":"./, '"accountId":"-'), ...lines.slice(1)],
    ],
    ['the form is another', (lines) => lines.map((line) => line.replace('"event":', '"event": '))],
    ['a line is cut', (lines) => [...lines.slice(0, -1), String(lines.at(-1)).slice(0, -9)]],
    ['an event is there twice', (lines) => lines.toSpliced(5, 0, String(lines[5]))],
    ['a line is empty', (lines) => [...lines, '']],
    ['the end says more', (lines) => atEnd(lines, /}$/, ',"event":{}}')],
    ['the end is of another book', (lines) => atEnd(lines, /"position":"./, '"position":"-')],
    ['the end lies before the last event', (lines) => atEnd(lines, /\d{9}"}}$/, '000000000"}}')],
    [
      'an event is of another account, be the chain made anew',
      (lines) => rechained(lines, ofAnotherAccount),
    ],
    ['an event says nothing of itself', (lines) => rechained(lines, withoutMetadata)],
  ])('is not verified where %s', async (_, tamper) => {
    const lines = linesOf(text);
    const tampered = tamper(lines);
    expect(tampered).not.toEqual(lines);
    const { status, said, answers } = await verify(`${tampered.join('\n')}\n`, '--as-of', LATER);
    expect({ status, answers }).toEqual({ status: 1, answers: [] });
    expect(said).toMatch(/^NOT VERIFIED: line \d+: /);
  });

  it('is not believed where it makes a panel stand above itself', async () => {
    const forged = rechained(linesOf(text), ({ type, data }) => {
      if (type === 'PanelAdded') data['parentPanelId'] = data['panelId'];
    });
    const { status, said } = await verify(`${forged.join('\n')}\n`, '--as-of', endOf(text));
    expect({ status, said }).toMatchObject({ status: 1, said: expect.stringContaining('itself') });
  });

  it('is asked for a charger by its Charger ID as well, as that was then', async () => {
    const [one] = (await verify(text, '--as-of', endOf(text))).answers;
    const { chargerId } = one as { readonly chargerId: string };
    expect((await verify(text, '--charger', chargerId)).answers).toContainEqual(one);
  });

  it('is not said to be false where it cannot be read', () => {
    const { status, stderr } = spawnSync(process.execPath, [VERIFY, folder], { encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^NO ANSWER: /),
    });
  });

  it.each<[string, (end: string) => readonly string[]]>([
    ['a time without its offset', () => ['--as-of', '2026-03-01T00:00:00']],
    ['a day that is not', () => ['--as-of', '2026-02-30T00:00:00Z']],
    ['a year alone', () => ['--as-of', '2026']],
    ['a position of another book', (end) => ['--as-of', `aaaaaaaa${end.slice(8)}`]],
    ['a position behind its end', (end) => ['--as-of', `${end.slice(0, -6)}999999`]],
    ['a time that is still to come', () => ['--as-of', LATER]],
    ['a charger that it does not hold', () => ['--charger', 'RIV-01']],
  ])('answers nothing for %s', async (_, optionsOf) => {
    const { end } = JSON.parse(linesOf(text).at(-1) ?? '');
    const { status, said, answers } = await verify(text, ...optionsOf(end.position));
    expect({ status, answers }).toEqual({ status: 1, answers: [] });
    expect(said).toMatch(/^The chain holds: .+\nNO ANSWER: /);
  });

  it('tells that it may end before a time, where it has no event of then or later', async () => {
    const { recordedAt } = JSON.parse(linesOf(text).at(-2) ?? '').event.metadata;
    const behind = new Date(Date.parse(recordedAt) + 1).toISOString();
    expect((await verify(text, '--as-of', recordedAt)).said).not.toContain('may end before');
    const unknown = await verify(text, '--as-of', behind);
    expect(unknown.said).toContain(`no event of ${behind} or later: it may end before that\n`);
    expect(byId(unknown.answers)).toEqual(await answered(book, behind));
  });

  it('tells the same past as the service, at any position and time', () => expectSamePast(book));

  it('is verified where a text holds signs that end lines elsewhere', async () => {
    const operator = await book.service.person({ '*': ['administrator'] });
    const url = `/v1/accounts/${book.accountId}`;
    const { etag: ifMatch } = await operator('GET', url);
    const body = { name: 'Audited\u2028and\u2029again' };
    await granted(operator('PATCH', url, { body, ifMatch }));
    const { status, said } = await verify(await book.exported());
    expect({ status, said }).toMatchObject({ status: 0, said: expect.stringContaining('holds') });
  });

  it.each([
    ['after=aaaaaaaa-0001-00000000000000000001', 'position-invalid', '/after'],
    ['until=HEAD', 'position-invalid', '/until'],
    ['after=yesterday', 'position-invalid', '/after'],
    ['after=LAST&until=FIRST', 'validation-failed', '/until'],
    ['from=1', 'validation-failed', '/from'],
  ])('is refused for %s', async (query, code, pointer) => {
    const lines = linesOf(text);
    const { end } = JSON.parse(lines.at(-1) ?? '');
    const first = JSON.parse(lines[1] ?? '').event.position;
    const asked = query
      .replace('HEAD', `${end.position.slice(0, -6)}999999`)
      .replace('LAST', end.position)
      .replace('FIRST', first);
    const url = `/v1/accounts/${book.accountId}/export?${asked}`;
    const refused = await book.auditor('GET', url);
    expect(refused).toMatchObject({ status: 400, body: { code, pointer } });
  });
});

function endOf(text: string): string {
  return JSON.parse(linesOf(text).at(-1) ?? '').end.position;
}

function atEnd(lines: readonly string[], what: RegExp, by: string): readonly string[] {
  return [...lines.slice(0, -1), String(lines.at(-1)).replace(what, by)];
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
}

/** With other events, and digests that fit. */
function rechained(
  lines: readonly string[],
  change: (event: Told, line: number) => void,
): readonly string[] {
  let digest = digestOf(canonicalize(JSON.parse(String(lines[0])).header) ?? '');
  return lines.map((line, at) => {
    const { event, end } = JSON.parse(line);
    if (end !== undefined) return canonicalize({ end: { ...end, digest } }) ?? '';
    if (event === undefined) return line;
    change(event, at);
    digest = digestOf(`${digest}\n${canonicalize(event)}`);
    return canonicalize({ digest, event }) ?? '';
  });
}

function ofAnotherAccount({ id, metadata }: Told, line: number): void {
  if (line === 5) metadata['accountId'] = id;
}

function withoutMetadata(event: Partial<Told>, line: number): void {
  if (line === 5) Object.assign(event, { metadata: undefined });
}

function swapped(lines: readonly string[], index: number): readonly string[] {
  const [one = '', other = ''] = lines.slice(index, index + 2);
  return lines.toSpliced(index, 2, other, one);
}

describe('An export of a book on the double of an EventStoreDB', () => {
  it('tells the same past as the service, at any position and time', async () => {
    const double = await startEventStoreDbDouble();
    const log = { engine: 'eventstoredb', url: double.connectionString } as const;
    const book = await bookOf(await startTestService(log));
    try {
      await expectSamePast(book);
    } finally {
      await book.service.stop();
      await double.stop();
    }
  });
});
