import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { DEPENDENCY_RULES } from './dependency-rules';
import { ROOT, sourcePaths } from './sources';

interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

interface Cruise {
  readonly modules: readonly string[];
  readonly violations: readonly Violation[];
}

function cruise(folder: string, entries: readonly string[]): Cruise {
  const forbidden = DEPENDENCY_RULES.map(({ name, comment, from, to }) => {
    return { name, comment, severity: 'error', from, to };
  });
  const cruiser = path.join(__dirname, 'cruise.mjs');
  const input = JSON.stringify({ folder, entries, forbidden });
  const done = spawnSync(process.execPath, [cruiser], {
    input,
    encoding: 'utf8',
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as Cruise;
}

function plantAll(folder: string): void {
  const settings = { 'tsconfig.json': '{"compilerOptions": {"module": "nodenext"}}' };
  for (const plant of [settings, ...DEPENDENCY_RULES.map((rule) => rule.plant)]) {
    for (const [file, text] of Object.entries(plant)) {
      const target = path.join(folder, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.appendFileSync(target, text);
    }
  }
}

describe('The dependency rules', () => {
  const field = fs.mkdtempSync(path.join(os.tmpdir(), 'planted-'));
  let planted: Cruise;

  beforeAll(() => {
    plantAll(field);
    planted = cruise(field, ['apps', 'libs', 'test']);
  });
  afterAll(() => fs.rmSync(field, { recursive: true }));

  it.each(DEPENDENCY_RULES)('$name bites where its violation is planted', ({ name, plant }) => {
    const guilty = planted.violations.filter(({ rule }) => rule === name).map(({ from }) => from);
    expect(guilty).toContain(Object.keys(plant)[0]);
  });

  it('hold in the repository, every module of which was looked at', () => {
    const found = cruise(ROOT, ['apps', 'libs', 'test']);
    const expected = sourcePaths().filter((file) => !file.startsWith('test/architecture/'));
    expect(found.violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`)).toEqual([]);
    expect(found.modules).toEqual(expect.arrayContaining(expected));
    expect(expected.length).toBeGreaterThan(0);
  });
});
