import { LANGUAGE_LAWS } from './language-laws';
import { NAMING_LAWS } from './naming-laws';
import { SIZE_LAWS } from './size-laws';
import { parseSource, parseText, sourcePaths } from './sources';
import { WEB_APP_LAWS } from './web-app-laws';

const LAWS = [...SIZE_LAWS, ...NAMING_LAWS, ...LANGUAGE_LAWS, ...WEB_APP_LAWS];

describe.each(LAWS)('The law that $name', ({ plants, breachesIn }) => {
  it.each(plants)('bites where its violation is planted: $path', ({ path, text }) => {
    expect(breachesIn(parseText(path, text))).toHaveLength(1);
  });

  it('is held by every file', () => {
    const breaches = sourcePaths().flatMap((path) => {
      return breachesIn(parseSource(path)).map((breach) => `${path}:${breach}`);
    });
    expect(breaches).toEqual([]);
  });
});

describe('The laws', () => {
  it('look at every source file of the repository', () => {
    expect(sourcePaths()).toContain('libs/kernel/src/decider.ts');
    expect(sourcePaths()).toContain('test/architecture/laws.spec.ts');
  });
});
