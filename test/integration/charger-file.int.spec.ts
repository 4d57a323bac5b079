import { parse } from 'csv-parse/sync';

import { fillLog } from '../bench/book-log';
import { chargerIdOf } from '../bench/charger-events';
import { chargerStreams, planBook } from '../bench/charger-log';
import { eventually } from '../support/eventually';
import {
  addCharger,
  addSite,
  editCharger,
  freshLabel,
  type Garage,
  granted,
  MANAGED,
  openGarage,
  retireCharger,
} from '../support/garage';
import { allItems, type Item } from '../support/list-pages';
import { type Person, startTestService, type TestService } from '../support/test-service';

jest.setTimeout(120_000);

const CHARGERS = 10_000;
const ADMINISTRATOR = { '*': ['administrator', 'support'] } as const;

let service: TestService;
let url: string;
let token: string;
let operator: Person;

beforeAll(async () => {
  service = await startTestService();
  url = await service.listen();
  token = await service.token(ADMINISTRATOR);
  operator = await service.person(ADMINISTRATOR);
});
afterAll(() => service.stop());

type Line = Readonly<Record<string, string>>;

interface File {
  readonly headers: Headers;
  readonly text: string;
  readonly lines: readonly Line[];
}

async function ask(query: string, headers: Record<string, string> = {}): Promise<Response> {
  const signed = { authorization: `Bearer ${token}`, ...headers };
  return fetch(`${url}/v1/chargers.csv?${query}`, { headers: signed });
}

async function fileOf(query: string, atLeast: string): Promise<File> {
  const answer = await ask(query, { 'chargebook-at-least': atLeast, prefer: 'wait=10' });
  // The decoder of `text` would take the mark of the byte order off.
  const text = Buffer.from(await answer.arrayBuffer()).toString();
  if (answer.status !== 200) throw new Error(`refused by ${answer.status}: ${text}`);
  const lines: Line[] = parse(text, { bom: true, columns: true, record_delimiter: '\r\n' });
  return { headers: answer.headers, text, lines };
}

/** A busy machine may end a page of the list at its time limit: then the list is asked again. */
function listed(query: string, atLeast: string): Promise<readonly Item[]> {
  return eventually(() => allItems(operator, `/v1/chargers?${query}&limit=100`, atLeast), 60_000);
}

function expectedLine(item: Item): object {
  return {
    'Display name': item.displayName,
    'Charger ID': item.chargerId,
    Alias: item.alias ?? '',
    'QA alias': item.qaAlias ?? '',
    'Limit (A)': String(item.limitAmps),
    'Effective limit (A)': String(item.effective.limit.amps),
    Scope: item.scope.kind,
    'Secure charging': item.secureCharging ? 'yes' : 'no',
    Parking: item.parking ?? '',
    Status: item.status,
    'Added at': item.addedAt,
    'Last changed at': item.lastChangedAt,
    'Last changed by': item.lastChangedBy,
  };
}

describe(`The file of ${CHARGERS} chargers`, () => {
  const book = planBook(CHARGERS);
  let position: string;

  beforeAll(async () => {
    await fillLog(service.store, chargerStreams(book));
    position = await service.store.head();
    const first = () => operator('GET', '/v1/chargers?limit=1', { atLeast: position });
    await eventually(() => granted(first()), 60_000);
  });

  it('has all of them in order, each once', async () => {
    const { lines, headers, text } = await fileOf('status=all', position);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="chargers.csv"');
    expect(String(headers.get('chargebook-position')) >= position).toBe(true);
    expect(text.startsWith('\u{feff}Display name,Charger ID,')).toBe(true);
    const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : 1);
    const ids = Array.from({ length: CHARGERS }, (_, number) => chargerIdOf(number));
    expect(lines.map((line) => line['Charger ID']?.toLowerCase())).toEqual(
      ids.map((id) => id.toLowerCase()).toSorted(byCodeUnits),
    );
  });

  it('has each as the list has it', async () => {
    const query = `siteId=${book.siteIds[7]}&status=all`;
    const items = await listed(query, position);
    expect(items).toHaveLength(200);
    expect((await fileOf(query, position)).lines).toMatchObject(items.map(expectedLine));
  });

  it.each([
    'scope=open&override=rate&sort=-limitAmps',
    'status=retired&sort=displayName',
    'q=Harbour&hasPaymentTerminal=true&sort=-lastChangedAt',
    'override=any',
    'chargerId=none',
  ])('has what the list has for %s, in its order', async (query) => {
    const { lines } = await fileOf(query, position);
    const items = await listed(query, position);
    expect(lines.map((line) => line['Charger ID'])).toEqual(items.map((item) => item.chargerId));
  });

  it('is sent in pieces, and a client who leaves keeps nothing open', async () => {
    for (let count = 0; count < 8; count += 1) {
      const leaving = new AbortController();
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${url}/v1/chargers.csv`, { headers, signal: leaving.signal });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('transfer-encoding')).toBe('chunked');
      await answer.body?.getReader().read();
      leaving.abort();
      // Three may be under way: the one that was left must be over before long.
      await fileOf('chargerId=none', position);
    }
  });

  it('may be asked for by HEAD, which reads no more than its beginning', async () => {
    const headers = { authorization: `Bearer ${token}` };
    for (let count = 0; count < 8; count += 1) {
      const answer = await fetch(`${url}/v1/chargers.csv`, { method: 'HEAD', headers });
      expect(answer.status).toBe(200);
    }
  });
});

describe('The file of chargers', () => {
  let garage: Garage;

  beforeAll(async () => {
    garage = await openGarage(operator, {
      account: { paymentIntegrations: ['payter'] },
      site: { ...MANAGED, name: 'Garage "Nord", Tief;' },
      panel: { name: '=Main' },
    });
  });

  it.each([
    '=cmd|"/c calc"!A1',
    '+31 20 555',
    '-1+1',
    '@SUM(A1)',
    '＝1+1',
    'comma, semicolon; "quoted"',
    '"',
    "'quoted",
    'Überseestraße 充電 🚗',
    '<script>alert(1)</script>',
    '1;2,3\\n',
  ])('tells the text %s as text', async (alias) => {
    const charger = await addCharger(operator, garage, { alias, parking: alias.slice(0, 32) });
    const { lines } = await fileOf(`chargerId=${charger.body.chargerId}`, charger.position);
    const guard = /^[=+\-@＝]/.test(alias) ? "'" : '';
    expect(lines).toMatchObject([
      {
        'Display name': `${guard}${alias}`,
        Alias: `${guard}${alias}`,
        Parking: `${guard}${alias.slice(0, 32)}`,
        Site: 'Garage "Nord", Tief;',
        Panel: "'=Main",
      },
    ]);
  });

  it('tells terminals and overrides in words', async () => {
    const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Night' } }));
    const [first, second] = [freshLabel(), freshLabel()];
    const added = await addCharger(operator, garage, {
      limitAmps: 32.5,
      connectors: [{ number: 1 }, { number: 2 }],
      paymentTerminals: [
        { connector: 1, terminalId: first },
        { connector: 2, terminalId: second },
      ],
    });
    const ratePlanId = plan.body.id;
    const overrides = { rate: { ratePlanId }, offlineAllocation: { amps: 8 } };
    const charger = await granted(editCharger(operator, added, { overrides }));
    const { lines } = await fileOf(`chargerId=${charger.body.chargerId}`, charger.position);
    expect(lines).toMatchObject([
      {
        'Limit (A)': '32.5',
        'Payment terminals': `1: ${first}; 2: ${second}`,
        Overrides: `rate ${ratePlanId}; offline allocation 8 A`,
      },
    ]);
  });

  it('has retired chargers only where they are asked for', async () => {
    const charger = await addCharger(operator, garage);
    const { position } = await granted(retireCharger(operator, charger));
    const query = `accountId=${garage.accountId}&chargerId=${charger.body.chargerId}`;
    expect((await fileOf(query, position)).lines).toEqual([]);
    expect((await fileOf(`${query}&status=all`, position)).lines).toMatchObject([
      { 'Charger ID': charger.body.chargerId, Status: 'retired' },
    ]);
  });

  it('shows nothing of other accounts', async () => {
    const other = await openGarage(operator);
    const { position } = await addCharger(operator, other);
    token = await service.token({ [other.accountId]: ['viewer'] });
    try {
      expect((await fileOf('', position)).lines).toHaveLength(1);
      expect((await ask(`accountId=${garage.accountId}`)).status).toBe(404);
      expect((await ask(`siteId=${garage.siteId}`)).status).toBe(200);
      expect((await fileOf(`siteId=${garage.siteId}`, position)).lines).toEqual([]);
    } finally {
      token = await service.token(ADMINISTRATOR);
    }
  });

  it('is refused for what is no query of the list, by a problem and no half file', async () => {
    const site = await addSite(operator, garage.accountId);
    const other = `00000000${site.position.slice(8)}`;
    const refused = await Promise.all([
      ask('limit=10'),
      ask('cursor=x'),
      ask('scope=nobody'),
      ask('', { 'chargebook-at-least': other }),
      ask('', { authorization: 'Bearer none' }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 401]);
    for (const answer of refused) {
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      await answer.text();
    }
  });
});
