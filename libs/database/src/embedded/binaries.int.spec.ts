import { chmod, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findBinaries, packagedDirectory } from './binaries';
import { chooseAccount, isRoot } from './run-as';

let folder: string;
let packaged: string;
let dataDir: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chargebook binaries '));
  await chmod(folder, 0o755);
  packaged = join(folder, 'package', 'content');
  dataDir = join(folder, 'data');
  await mkdir(dataDir);
  // As npm unpacks it: without symbolic links.
  await cp(packagedDirectory(), packaged, {
    recursive: true,
    filter: (source) => !/\.so(\.\d+)?$/.test(source) || !LINKED.test(source),
  });
});

/** The libraries that are links to files with the whole version in their names. */
const LINKED = /lib(ecpg|ecpg_compat|icudata|icui18n|icuuc|pgtypes|pq)\.so(\.\d+)?$/;

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('The programs of PostgreSQL', () => {
  it('run from the package, whose library links are made when npm made none', async () => {
    const { postgres } = await findBinaries(await chooseAccount(dataDir), dataDir, packaged);
    expect(postgres).toBe(join(packaged, 'bin', 'postgres'));
    expect(await readdir(dataDir)).toEqual([]);
  });

  const whenRoot = isRoot() ? it : it.skip;

  whenRoot('run from a copy where the package is closed to their account (root only)', async () => {
    await chmod(join(folder, 'package'), 0o700);
    const account = await chooseAccount(dataDir);
    const first = await findBinaries(account, dataDir, packaged);
    expect(first.postgres).toBe(join(dataDir, 'postgres-binaries', 'bin', 'postgres'));
    expect(await findBinaries(account, dataDir, packaged)).toEqual(first);
    expect(await readdir(dataDir)).toEqual(['postgres-binaries']);
  });

  const whenReadOnly = isRoot() ? it.skip : it;

  whenReadOnly('run from a copy where the package may not be written (not as root)', async () => {
    await chmod(join(packaged, 'lib'), 0o555);
    const { postgres } = await findBinaries(undefined, dataDir, packaged);
    expect(postgres).toBe(join(dataDir, 'postgres-binaries', 'bin', 'postgres'));
    await chmod(join(packaged, 'lib'), 0o755);
  });
});
