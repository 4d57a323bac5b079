import * as fs from 'node:fs';

import { ROOT } from './sources';

const TOP_LEVEL = [
  'README.md',
  'apps',
  'docker-compose.yml',
  'docs',
  'libs',
  'nest-cli.json',
  'package-lock.json',
  'package.json',
  'test',
  'tsconfig.json',
];
/** Made by commands, never committed. */
const GENERATED = ['coverage', 'data', 'dist', 'node_modules'];

function strangersAmong(names: readonly string[]): readonly string[] {
  const known = [...TOP_LEVEL, ...GENERATED];
  return names.filter((name) => !name.startsWith('.') && !known.includes(name));
}

describe('The top level of the repository', () => {
  it('shows a newcomer these and nothing else', () => {
    const names = fs.readdirSync(ROOT);
    expect(names).toEqual(expect.arrayContaining(TOP_LEVEL));
    expect(strangersAmong(names)).toEqual([]);
  });

  it('would not take a folder more', () => {
    expect(strangersAmong(['apps', 'scripts', '.editorconfig'])).toEqual(['scripts']);
  });
});
