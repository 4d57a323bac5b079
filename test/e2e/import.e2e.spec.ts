import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Answer, type Person } from '../support/test-service';
import { startTool, type ToolProcess } from '../support/tool-process';

const CALTECH = resolve(__dirname, '../../../shared/data/caltech-garage');

jest.setTimeout(120_000);

let place: Place;
let service: Service;
let operator: Person;
const folders: string[] = [];

beforeAll(async () => {
  place = await createPlace();
  service = await startService(place);
  operator = await service.person({ '*': ['administrator'] }, 'dana');
}, 240_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

interface Run {
  readonly exitCode: number | null;
  readonly output: string;
}

function start(folder: string, ...options: string[]): ToolProcess {
  return startTool(place, ['apps/tools/import.ts', folder, '--url', service.url, ...options]);
}

async function run(folder: string, ...options: string[]): Promise<Run> {
  const tool = start(folder, ...options);
  return { exitCode: await tool.exitCode, output: tool.output() };
}

async function folderOf(site: object, chargers: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'site-folder-'));
  folders.push(folder);
  await writeFile(join(folder, 'site.json'), JSON.stringify(site));
  await writeFile(join(folder, 'chargers.csv'), chargers);
  return folder;
}

async function itemsOf(list: string): Promise<Answer['body'][]> {
  return (await operator('GET', list)).body.items;
}

async function siteNamed(name: string): Promise<Answer['body']> {
  const [site, ...others] = await itemsOf(`/v1/sites?q=${encodeURIComponent(name)}`);
  expect(others).toEqual([]);
  return site;
}

const YARD = {
  name: 'Tern Yard',
  address: '1 Quay',
  city: 'Hull',
  country: 'GBR',
  latitude: 53.7,
  longitude: -0.3,
  timeZone: 'Europe/London',
  energyManagement: true,
  offlineAllocationAmps: 6,
};

describe('An import of a folder with spoilt rows', () => {
  const site = {
    account: { name: 'Tern and Sons', paymentIntegrations: ['payter'] },
    colour: 'red',
    site: { ...YARD, fax: '1' },
    panels: [
      { name: 'Yard row', parent: 'Main', ratedLimitAmps: 63 },
      { name: 'Main', parent: null, ratedLimitAmps: 100, note: 'a remark' },
      { name: 'Lost', parent: 'Nowhere', ratedLimitAmps: 63 },
      { name: 'main', ratedLimitAmps: 50 },
      { name: 'Dead', ratedLimitAmps: 0 },
    ],
  };
  const lines = [
    '\ufeffchargerId,limitAmps,panel,scope,alias,colour,driverExternalId,groups,paymentTerminals',
    'TERN-1,32,Main,public,"Front, left",red,,,"[{""connector"":1,""terminalId"":""P-1""}]"',
    'TERN-2,,Main,,,,,,',
    'TERN-3,lots,Main,public,,,,,',
    'TERN-4,32,Attic,public,,,,,',
    'TERN-5,32,Main,public,"open,,,,',
    'TERN-6,32,Main',
    '',
    'TERN-7,4,Main,sideways,,,,,',
    'TERN-8,32,Main,private,,,EMP-404,,',
    'TERN-9,32,Main,groups,,,,Nobody; Nothing,',
    'tern-1,16,Main,public,,,,,',
    'TERN-10,64,Yard row,account,,,,,',
    'TERN-11,16,Main,account,,,,,nope',
    'TERN-12,16.5,yard row,open,,,,,',
  ];

  it('adds what is good, and says of the rest where it stands and what is wrong', async () => {
    const folder = await folderOf(site, lines.join('\r\n'));
    const { exitCode, output } = await run(folder);
    for (const line of [
      'refused    site.json  colour  there is no such member: what it holds is left out',
      'refused    site.json  site.fax  there is no such member: what it holds is left out',
      'added      account  Tern and Sons',
      'refused    panel  Lost  its parent "Nowhere" is no panel of the site',
      'refused    panel  main  another panel of site.json has the same name',
      'refused    panel  Dead  validation-failed: /ratedLimitAmps: Must be 1 to 10000 A',
      'refused    row 1  colour  there is no such column',
      'added      row 2  TERN-1\n',
      'refused    row 3  TERN-2  limitAmps is missing; scope is missing',
      'refused    row 4  TERN-3  limitAmps "lots" is not a number',
      'refused    row 5  TERN-4  "Attic" is no panel of the site',
      'refused    row 6  TERN-5,32,Main,public,"open,,,,  its quotes are broken',
      'refused    row 7  TERN-6  it has 3 cells, the header 9',
      'refused    row 9  TERN-7  validation-failed: /scope/kind: Must be one of closed, open',
      'refused    row 10  TERN-8  the account has no driver "EMP-404"',
      'refused    row 11  TERN-9  the account has no group "Nobody"; the account has no',
      'refused    row 12  tern-1  line 2 has the same Charger ID',
      'refused    row 13  TERN-10  limit-exceeds-panel: The limit, 64 A, is above the usable 63 A',
      'refused    row 14  TERN-11  paymentTerminals is not a list in JSON',
      'added      row 15  TERN-12\n',
      ': 6 added, 0 same, 0 different, 17 refused',
      'shows 2 panels and 2 chargers',
    ]) {
      expect(output).toContain(line);
    }
    expect(exitCode).toBe(1);
  });

  it('changes nothing when it is run again, and tells what is different since', async () => {
    const plain = { ...site, colour: undefined, site: YARD, panels: site.panels.slice(0, 2) };
    const [header = '', first = ''] = lines.map((line) => line.replace('colour', 'parking'));
    const folder = await folderOf(plain, `${header}\n${first.replace(',red,', ',,')}`);
    expect(await run(folder)).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('5 rows in '),
    });
    const [charger] = await itemsOf('/v1/chargers?chargerId=TERN-1');
    const url = `/v1/sites/${charger.siteId}/chargers/${charger.id}`;
    const { etag } = await operator('GET', url);
    const body = { limitAmps: 20, scope: { kind: 'account' } };
    const edited = await operator('PATCH', url, { body, ifMatch: etag });
    const { exitCode, output } = await run(folder);
    expect(output).toContain(
      'different  row 2  TERN-1  limitAmps (32 here, 20 in the book), ' +
        'scope.kind (public here, account in the book)\n',
    );
    expect(output).toContain(': 0 added, 4 same, 1 different, 0 refused');
    expect(exitCode).toBe(1);
    expect(await operator('GET', url)).toMatchObject({ etag: edited.etag, body });
  });

  it('finds drivers and groups by their names', async () => {
    const { accountId } = await siteNamed(YARD.name);
    const drivers = `/v1/accounts/${accountId}/drivers`;
    const driver = await operator('POST', drivers, { body: { externalId: 'EMP-1' } });
    const own = await operator('POST', '/v1/groups', { body: { name: 'Crew', accountId } });
    const everybodys = await operator('POST', '/v1/groups', { body: { name: 'Technicians' } });
    await operator('GET', '/v1/groups', { atLeast: everybodys.position });
    await operator('GET', drivers, { atLeast: everybodys.position });
    const folder = await folderOf(
      { account: 'tern and sons', site: { name: 'Tern Yard' } },
      'chargerId,limitAmps,panel,scope,driverExternalId,groups\n' +
        'TERN-20,16,Main,private,EMP-1,\nTERN-21,16,Main,groups,,Crew; Technicians\n',
    );
    expect(await run(folder)).toMatchObject({ exitCode: 1 });
    const added = await itemsOf('/v1/chargers?q=TERN-2');
    expect(added.map(({ scope }) => scope)).toEqual([
      { kind: 'private', driverId: driver.body.id },
      { kind: 'groups', groupIds: [own.body.id, everybodys.body.id] },
    ]);
  });

  it('does not choose between two accounts of one name', async () => {
    await operator('POST', '/v1/accounts', { body: { name: 'Twins' } });
    const second = await operator('POST', '/v1/accounts', { body: { name: 'twins' } });
    await operator('GET', '/v1/accounts', { atLeast: second.position });
    const folder = await folderOf(
      { account: 'Twins', site: YARD, panels: [{ name: 'Main', ratedLimitAmps: 63 }] },
      'chargerId,limitAmps,panel,scope\nTWIN-1,16,Main,account\n',
    );
    const { exitCode, output } = await run(folder);
    expect(output).toContain('refused    account  Twins  the book has 2 of the account "Twins"');
    expect(output).toContain('refused    row 2  TWIN-1  its site is not in the book');
    expect(exitCode).toBe(1);
  });
});

const GOOD = { account: 'A', site: YARD };

describe('An import that cannot start', () => {
  const header = 'chargerId,limitAmps,panel,scope';

  it.each([
    { site: {}, columns: header, reason: 'site.json: account must be an object' },
    { site: GOOD, columns: 'chargerId,panel', reason: 'has no column limitAmps, scope' },
    { site: GOOD, columns: `${header},panel`, reason: 'has the column panel twice' },
  ])('says so in one line: $reason', async ({ site, columns, reason }) => {
    const { exitCode, output } = await run(await folderOf(site, `${columns}\n`));
    expect(output.trim().split('\n')).toEqual([expect.stringContaining(reason)]);
    expect(exitCode).toBe(2);
  });

  it('says so in one line: no folder, no service, no good token', async () => {
    const folder = await folderOf(GOOD, header);
    const runs = [
      await run(join(folder, 'nowhere')),
      await run(folder, '--url', 'http://127.0.0.1:1'),
      await run(folder, '--token', 'abc'),
    ];
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2]);
    expect(runs.map(({ output }) => output)).toEqual([
      expect.stringContaining('site.json cannot be read (ENOENT)\n'),
      'no service answers at http://127.0.0.1:1\n',
      expect.stringContaining('does not let us in: unauthenticated'),
    ]);
  });
});

const MANY = 300;

function folderOfMany(name: string): Promise<string> {
  const lines = Array.from({ length: MANY }, (_, index) => `${name}-${index + 1},16,Main,account`);
  return folderOf(
    { account: name, site: { ...YARD, name }, panels: [{ name: 'Main', ratedLimitAmps: 6_000 }] },
    `chargerId,limitAmps,panel,scope\n${lines.join('\n')}\n`,
  );
}

async function expectAllOf(name: string, { exitCode, output }: Run): Promise<void> {
  expect(output).toContain('0 different, 0 refused');
  expect(output).toContain(`shows 1 panels and ${MANY} chargers`);
  expect(exitCode).toBe(0);
  expect(await itemsOf(`/v1/accounts?q=${name}`)).toHaveLength(1);
  expect(await itemsOf(`/v1/sites?q=${name}`)).toHaveLength(1);
  const { body } = await operator('GET', `/v1/chargers?q=${name}-&status=all&limit=1`);
  expect(body.total).toBe(MANY);
}

describe('An import that is killed half-way', () => {
  it('ends, when it is run again, as if it had never been', async () => {
    const folder = await folderOfMany('Killed');
    const first = start(folder);
    await first.untilItSays('added      row 21  Killed-20\n');
    first.kill();
    expect(await first.exitCode).toBeNull();
    expect(first.output()).not.toContain(`Killed-${MANY}\n`);
    const second = await run(folder);
    expect(second.output).toContain('same       row 21  Killed-20\n');
    await expectAllOf('Killed', second);
  });
});

describe('An import whose service is killed half-way', () => {
  it('waits until it is there again, and goes on', async () => {
    await service.stop();
    const environment = { PORT: String(await freePort()) };
    service = await startService(place, environment);
    const tool = start(await folderOfMany('Orphaned'));
    await tool.untilItSays('added      row 21  Orphaned-20\n');
    await service.kill();
    expect(tool.output()).not.toContain(`Orphaned-${MANY}\n`);
    service = await startService(place, environment);
    operator = await service.person({ '*': ['administrator'] }, 'dana');
    await expectAllOf('Orphaned', { exitCode: await tool.exitCode, output: tool.output() });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await promisify(server.close.bind(server))();
  return port;
}

const caltech = existsSync(CALTECH) ? describe : describe.skip;
if (!existsSync(CALTECH)) process.stderr.write(`skipped: there is no ${CALTECH}\n`);

caltech('The Caltech garage', () => {
  it('is imported whole, and a second time changes nothing', async () => {
    expect(await run(CALTECH)).toMatchObject({
      exitCode: 0,
      output: expect.stringMatching(/59 added, .* 0 refused\nSite \S+ shows 3 panels and 54 ch/),
    });
    expect(await run(CALTECH)).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining(': 0 added, 59 same, 0 different, 0 refused\n'),
    });
    const { id } = await siteNamed('California Parking Garage');
    const listed = await operator('GET', `/v1/chargers?siteId=${id}`);
    expect(listed.body.total).toBe(54);
    const { body } = await operator('GET', `/v1/sites/${id}/hierarchy`);
    expect(body.panels).toMatchObject([
      {
        name: 'Transformer secondary',
        worstAmps: 416,
        subscribedAmps: 1_728,
        offlineSumAmps: 324,
        offlineHeadroomAmps: 92,
        chargerCount: 54,
        panels: [{ name: 'AV Pod' }, { name: 'CC Pod' }],
      },
    ]);
  });

  it('takes no offline allocation that its transformer could not carry', async () => {
    expect(await editSite({ offlineAllocationAmps: 8 })).toMatchObject({
      status: 422,
      body: {
        code: 'offline-allocation-exceeds-panel',
        panelName: 'Transformer secondary',
        worstAmps: 416,
        sumAmps: 432,
        excessAmps: 16,
      },
    });
  });

  it('does not stand without energy management', async () => {
    expect(await editSite({ energyManagement: false })).toMatchObject({
      status: 422,
      body: { code: 'oversubscribed-without-energy-management' },
    });
  });

  it('keeps its Charger IDs from other accounts, without saying whose they are', async () => {
    const name = 'Somebody else';
    const panels = [{ name: 'Main', ratedLimitAmps: 63 }];
    const header = 'chargerId,limitAmps,panel,scope\n';
    const other = { account: name, site: { ...YARD, name }, panels };
    expect(await run(await folderOf(other, header))).toMatchObject({ exitCode: 0 });
    const site = await siteNamed(name);
    const [panel] = await itemsOf(`/v1/panels?siteId=${site.id}`);
    const body = { chargerId: 'ca-322', limitAmps: 32, panelId: panel.id, scope: ACCOUNT };
    const answer = await operator('POST', `/v1/sites/${site.id}/chargers`, { body });
    expect(answer).toMatchObject({ status: 409, body: { code: 'charger-id-taken' } });
    const first = await siteNamed('California Parking Garage');
    expect(JSON.stringify(answer.body)).not.toMatch(
      new RegExp(`Caltech|California|Pod|${first.id}|${first.accountId}`),
    );
  });

  it('takes no charger of 100 A on a pod of 80 A', async () => {
    const { id } = await siteNamed('California Parking Garage');
    const pod = (await itemsOf(`/v1/panels?siteId=${id}`)).find(({ name }) => name === 'CC Pod');
    const body = { chargerId: 'CA-999', limitAmps: 100, panelId: pod.id, scope: ACCOUNT };
    const answer = await operator('POST', `/v1/sites/${id}/chargers`, { body });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'limit-exceeds-panel', panelName: 'CC Pod', usableAmps: 80, limitAmps: 100 },
    });
  });
});

const ACCOUNT = { kind: 'account' };

async function editSite(body: object): Promise<Answer> {
  const url = `/v1/sites/${(await siteNamed('California Parking Garage')).id}`;
  const { etag } = await operator('GET', url);
  return operator('PATCH', url, { body, ifMatch: etag });
}
