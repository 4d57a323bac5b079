import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { codeVersion } from './code-version';

describe('the version of the code', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'code-version-'));
    await mkdir(join(folder, 'site/src'), { recursive: true });
    await writeFile(join(folder, 'site/src/decider.js'), 'one();');
    await writeFile(join(folder, 'index.js'), 'two();');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is the same for the same code, wherever it stands', async () => {
    const version = await codeVersion(folder);
    const moved = `${folder}-moved`;
    await mkdir(join(moved, 'site/src'), { recursive: true });
    await writeFile(join(moved, 'index.js'), 'two();');
    await writeFile(join(moved, 'site/src/decider.js'), 'one();');
    expect(await codeVersion(moved)).toBe(version);
    await rm(moved, { recursive: true });
  });

  it.each([
    ['a line', 'site/src/decider.js', 'one(1);'],
    ['a further file', 'site/src/events.js', ''],
    ['the place of a line', 'index.js', 'one();two();'],
  ])('changes with %s', async (_what, file, text) => {
    const before = await codeVersion(folder);
    await writeFile(join(folder, file), text);
    expect(await codeVersion(folder)).not.toBe(before);
  });

  it('leaves out what is no code', async () => {
    const before = await codeVersion(folder);
    await writeFile(join(folder, 'README.md'), 'words');
    expect(await codeVersion(folder)).toBe(before);
  });

  it('has the libraries of the running service in it', async () => {
    expect(await codeVersion()).toMatch(/^[0-9a-f]{64}$/);
  });
});
