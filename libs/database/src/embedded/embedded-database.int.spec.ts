import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chooseDataDirectory, startEmbeddedDatabase } from '../index';
import { ask, Holder } from '../testing/holder';

const isRoot = process.getuid?.() === 0;
const ORDINARY_UID = 65_534;

let parent: string;
let dataDir: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'chargebook embedded '));
  await chmod(parent, 0o755);
  dataDir = join(parent, 'the data');
});

afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

async function postmasterPid(): Promise<number> {
  return Number(
    (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0],
  );
}

async function writeRow(url: string): Promise<void> {
  await ask(url, 'create table kept (id int); insert into kept values (7)');
}

/** False while the server is away, and while nobody has taken its lock. */
async function isHeld(url: string): Promise<boolean> {
  const locks = `select 1 from pg_locks where locktype = 'advisory'`;
  return ask(url, locks).then(
    (rows) => rows.length > 0,
    () => false,
  );
}

describe('The embedded database', () => {
  it('starts in a path with spaces, ends in order, and keeps what was written', async () => {
    const first = await startEmbeddedDatabase({ dataDir });
    await writeRow(first.url);
    expect(await ask(first.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    await Promise.all([first.close(), first.close()]);
    await expect(ask(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
    const second = await startEmbeddedDatabase({ dataDir });
    expect(await ask(second.url, 'select id from kept')).toEqual([{ id: 7 }]);
    await second.close();
  });

  it('lets nobody in without the password, which only its owner reads', async () => {
    const database = await startEmbeddedDatabase({ dataDir });
    const url = new URL(database.url);
    url.password = 'guessed';
    await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed');
    const mode = async (path: string) => (await stat(path)).mode & 0o777;
    expect(await mode(join(dataDir, 'postgres'))).toBe(0o700);
    expect(await mode(join(dataDir, 'postgres', 'chargebook.password'))).toBe(0o600);
    if (isRoot) expect(await mode(dataDir)).toBe(0o711);
    if (isRoot) expect((await stat(join(dataDir, 'postgres'))).uid).not.toBe(0);
    await database.close();
  });

  it('tells a second process that it runs already, and goes on', async () => {
    const database = await startEmbeddedDatabase({ dataDir });
    const rival = new Holder(dataDir);
    expect(await rival.exited).toBe(1);
    expect(rival.output).toMatch(/^already running: another process serves .*\n$/);
    expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('gives two that start at once one server and one holder', async () => {
    const outcomes = await Promise.allSettled([1, 2].map(() => startEmbeddedDatabase({ dataDir })));
    const held = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(held).toHaveLength(1);
    expect(refused).toMatchObject([{ name: 'AlreadyRunning' }]);
    await held[0]?.close();
  });

  it('is taken over when its service alone was killed', async () => {
    const service = new Holder(dataDir);
    const url = await service.url();
    await writeRow(url);
    const pid = await postmasterPid();
    await service.kill('SIGKILL');
    const next = await startEmbeddedDatabase({ dataDir });
    expect(next.url).toBe(url);
    expect(await postmasterPid()).toBe(pid);
    expect(await ask(next.url, 'select id from kept')).toEqual([{ id: 7 }]);
    await next.close();
    await expect(ask(next.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('starts after both were killed, also when another process has the pid', async () => {
    const service = new Holder(dataDir);
    await writeRow(await service.url());
    const pid = await postmasterPid();
    await service.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const lockFile = join(dataDir, 'postgres', 'postmaster.pid');
    const stale = await readFile(lockFile, 'utf8');
    await writeFile(lockFile, stale.replace(/^\d+/, String(process.pid)));
    const next = await startEmbeddedDatabase({ dataDir });
    expect(await ask(next.url, 'select id from kept')).toEqual([{ id: 7 }]);
    await next.close();
  });

  it('comes back at its address when the server alone was killed, still held', async () => {
    const database = await startEmbeddedDatabase({ dataDir });
    await writeRow(database.url);
    process.kill(await postmasterPid(), 'SIGKILL');
    while (!(await isHeld(database.url))) await new Promise(setImmediate);
    const rival = new Holder(dataDir);
    expect(await rival.exited).toBe(1);
    expect(rival.output).toContain('already running');
    expect(await ask(database.url, 'select id from kept')).toEqual([{ id: 7 }]);
    await database.close();
  });

  it('ends once, however often it is told to', async () => {
    const service = new Holder(dataDir);
    const url = await service.url();
    const ended = service.kill('SIGTERM');
    void service.kill('SIGTERM');
    void service.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(ask(url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('A data directory that is not ours', () => {
  it('is refused when its cluster was made by somebody else', async () => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    await expect(startEmbeddedDatabase({ dataDir })).rejects.toThrow('was not made by Chargebook');
  });

  it('is refused when it is of another PostgreSQL', async () => {
    const database = await startEmbeddedDatabase({ dataDir });
    await database.close();
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    await expect(startEmbeddedDatabase({ dataDir })).rejects.toThrow(
      'is of PostgreSQL 15, this is PostgreSQL 18: nothing was changed',
    );
  });

  it.each([
    [
      'a cluster itself',
      () => writeFile(join(dataDir, 'PG_VERSION'), '18\n'),
      'another PostgreSQL',
    ],
    ['a file', () => rm(dataDir, { recursive: true }).then(() => writeFile(dataDir, '')), 'folder'],
  ])('is refused when it is %s', async (_what, make, reason) => {
    await mkdir(dataDir);
    await make();
    await expect(chooseDataDirectory({ dataDir, isGiven: true })).rejects.toThrow(reason);
  });
});

const asRoot = isRoot ? describe : describe.skip;

asRoot('Started as root (skipped as an ordinary user)', () => {
  it('gives way, when DATA_DIR is unset, where a folder above is closed', async () => {
    await chmod(parent, 0o700);
    const chosen = await chooseDataDirectory({ dataDir, isGiven: false });
    expect(chosen.dataDir).toMatch(/^\/var\/lib\/chargebook\/[0-9a-f]{12}$/);
    expect(chosen.notice).toContain(chosen.dataDir);
    expect(await chooseDataDirectory({ dataDir, isGiven: false })).toEqual(chosen);
    await rm(chosen.dataDir, { recursive: true });
  });

  it('refuses, when DATA_DIR is set, where a folder above is closed', async () => {
    await chmod(parent, 0o700);
    const wish = { dataDir, isGiven: true };
    await expect(chooseDataDirectory(wish)).rejects.toThrow('may not pass a folder above DATA_DIR');
  });

  it('works for an ordinary user too, who is told when the book is another account’s', async () => {
    await chown(parent, ORDINARY_UID, ORDINARY_UID);
    const service = new Holder(dataDir, ORDINARY_UID);
    await writeRow(await service.url());
    expect((await stat(join(dataDir, 'postgres'))).uid).toBe(ORDINARY_UID);
    expect(await service.kill('SIGTERM')).toBe(0);
    await chown(join(dataDir, 'postgres'), 1, 1);
    const refused = new Holder(dataDir, ORDINARY_UID);
    expect(await refused.exited).toBe(1);
    expect(refused.output).toContain('belongs to another account (uid 1)');
  });
});

const tmpfsTrouble = tryTmpfs();
const onTmpfs = tmpfsTrouble === undefined ? describe : describe.skip;
const skipReason = tmpfsTrouble === undefined ? '' : ` (skipped: ${tmpfsTrouble})`;

function tryTmpfs(): string | undefined {
  const probe = ['-c', 'd=$(mktemp -d) && mount -t tmpfs none "$d" && umount "$d"; rmdir "$d"'];
  const { status, stderr } = spawnSync('sh', probe, { encoding: 'utf8' });
  return status === 0 && stderr === '' ? undefined : `no tmpfs can be mounted: ${stderr.trim()}`;
}

onTmpfs(`On a full disk${skipReason}`, () => {
  beforeEach(async () => {
    await mkdir(dataDir);
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=90m', 'none', dataDir]);
  });

  afterEach(() => {
    spawnSync('umount', ['-l', dataDir]);
  });

  function fillDisk(): void {
    spawnSync('dd', ['if=/dev/zero', `of=${join(dataDir, 'ballast')}`, 'bs=64k']);
  }

  it('says so in one line instead of making a cluster, and leaves nothing half made', async () => {
    fillDisk();
    await expect(startEmbeddedDatabase({ dataDir })).rejects.toThrow(
      /^the disk that holds .* full/,
    );
    await rm(join(dataDir, 'ballast'));
    const database = await startEmbeddedDatabase({ dataDir });
    await database.close();
  });

  it('says so in one line at a later start, and loses nothing', async () => {
    const first = new Holder(dataDir);
    await writeRow(await first.url());
    const pid = await postmasterPid();
    await first.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await rm(join(dataDir, 'postgres', 'postmaster.pid'), { force: true });
    fillDisk();
    const refused = new Holder(dataDir);
    expect(await refused.exited).toBe(1);
    expect(refused.output).toMatch(/^the disk that holds .* is full .*\n$/);
    await rm(join(dataDir, 'ballast'));
    const second = await startEmbeddedDatabase({ dataDir });
    expect(await ask(second.url, 'select id from kept')).toEqual([{ id: 7 }]);
    await second.close();
  });
});
