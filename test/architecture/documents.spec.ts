import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { ROOT, sourcePaths } from './sources';

const LIBRARIES = readdirSync(join(ROOT, 'libs'));
const PAGES = ['docs', 'docs/how-to', 'docs/decisions'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`),
);
const DOCUMENTS = ['README.md', ...LIBRARIES.map((name) => `libs/${name}/README.md`), ...PAGES];
const CONTEXTS = LIBRARIES.filter((name) => existsSync(join(ROOT, goldenFolder(name))));
const SCRIPTS = (JSON.parse(textOf('package.json')) as { scripts: object }).scripts;

describe('The documents', () => {
  it.each(DOCUMENTS)('of %s lead only to what is there', (document) => {
    const links = [...textOf(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
    const broken = links
      .map(([, link = '']) => join(dirname(document), link))
      .filter((target) => !existsSync(join(ROOT, target)));
    expect(broken).toEqual([]);
  });

  it.each(DOCUMENTS)('of %s name only files and commands that are there', (document) => {
    const text = textOf(document);
    const names = new Set(sourcePaths().flatMap((path) => [path, ...tailsOf(path)]));
    const files = [...text.matchAll(/`([a-z0-9/.-]+\.ts)`/g)].map(([, file = '']) => file);
    const scripts = [...text.matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(([, name]) => name);
    expect(files.filter((file) => !names.has(file))).toEqual([]);
    expect(scripts.filter((name) => !Object.hasOwn(SCRIPTS, name ?? ''))).toEqual([]);
  });

  it.each(DOCUMENTS)('of %s keep in no file what `ask` answers: it adds a line', (document) => {
    expect(textOf(document).match(/^ask [^|\n]*>.*$/gm)).toBeNull();
  });

  it.each(CONTEXTS)('of %s name every event that the context writes', (context) => {
    const text = textOf(`libs/${context}/README.md`);
    const events = readdirSync(join(ROOT, goldenFolder(context))).map(
      (file) => basename(file).split('.')[0],
    );
    expect(events.filter((event) => !text.includes(`\`${event}\``))).toEqual([]);
  });

  it('name every variable of the environment, and no other', () => {
    const [, table = ''] = /## Configuration([\s\S]*?)\n## /.exec(textOf('README.md')) ?? [];
    const told = [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
    const config = textOf('apps/api/src/config.ts');
    const read = [...config.matchAll(/read\('([A-Z_]+)'\)/g)].map(([, name]) => name);
    expect(new Set(told)).toEqual(new Set(read));
    expect(told.length).toBeGreaterThan(5);
  });
});

function goldenFolder(context: string): string {
  return `libs/${context}/src/domain/golden`;
}

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** The path as it may be called from within its library, as `postgres/open.ts`. */
function tailsOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(index + 1).join('/'));
}
