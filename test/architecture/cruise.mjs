// Cruises a folder with the rules given as JSON on stdin and prints what was found. A process of
// its own, since dependency-cruiser is an ES module, which jest does not load.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const { folder, entries, forbidden } = JSON.parse(readFileSync(0, 'utf8'));
const tsConfig = join(folder, 'tsconfig.json');
const options = {
  baseDir: folder,
  validate: true,
  ruleSet: { forbidden },
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '^test/architecture/' },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: tsConfig },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['require', 'node', 'import'],
  },
};
const { output } = await cruise(entries, options, undefined, {
  tsConfig: extractTSConfig(tsConfig),
});
const modules = output.modules
  .map(({ source }) => source)
  .filter((source) => /\.tsx?$/.test(source));
const violations = output.summary.violations.map(({ rule, from, to }) => ({
  rule: rule.name,
  from,
  to,
}));
process.stdout.write(JSON.stringify({ modules, violations }));
