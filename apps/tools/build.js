// Compiles the checkout before a process of it runs. Plain JavaScript, for nothing is compiled yet.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const { buildBackOffice } = require('./build-backoffice.js');
const { builtFolder, filesBelow, ROOT } = require('./built-folder.js');

const SOURCE_FOLDERS = ['apps/api', 'apps/tools', 'libs', 'test/bench'];
const SETTINGS = ['tsconfig.json', 'nest-cli.json', 'package.json', 'package-lock.json'];
const TESTS = ['**/*.spec.ts', '**/*.contract.ts', '**/testing.ts', '**/testing/**/*'];

/**
 * The compiled folder of the sources as they are now, made when there is none. Throws when they do
 * not compile.
 */
function build() {
  const sources = SOURCE_FOLDERS.flatMap((folder) => filesBelow(folder)).filter(isSource);
  return builtFolder({ prefix: '', files: [...SETTINGS, ...sources], make: compile });
}

function isSource(file) {
  const isTest = /\.(spec|contract)\.ts$|\/testing[./]/.test(file);
  return /\.(ts|json)$/.test(file) && !isTest;
}

function compile(fresh, output) {
  process.stderr.write('Building …\n');
  const settings = path.join(fresh, 'tsconfig.json');
  fs.writeFileSync(settings, JSON.stringify(settingsOf(output)));
  const nest = require.resolve('@nestjs/cli/bin/nest.js');
  const run = [nest, 'build', '--builder', 'tsc', '--path', path.relative(ROOT, settings)];
  const done = spawnSync(process.execPath, run, { cwd: ROOT, encoding: 'utf8' });
  if (done.status === 0) return;
  throw new Error(`The sources do not compile.\n${done.stdout}${done.stderr}`.trim());
}

function settingsOf(outDir) {
  return {
    extends: path.join(ROOT, 'tsconfig.json'),
    compilerOptions: { outDir, rootDir: ROOT, baseUrl: ROOT, types: ['node'] },
    include: SOURCE_FOLDERS.map((folder) => path.join(ROOT, folder, '**/*')),
    exclude: TESTS.map((pattern) => path.join(ROOT, pattern)),
  };
}

if (require.main === module) {
  build();
  buildBackOffice();
}

module.exports = { build };
