// One ladder of everything that must hold before code is shared. Every rung is climbed, so that one
// run names all that is wrong. `--json FILE` leaves the count for a machine.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');

/** As `npm run openapi` generates them. */
const API_TYPES = ['docs/api/openapi.json', '--output', 'apps/backoffice/src/generated/api.ts'];

const RUNGS = [
  { name: 'format', passes: () => runs('prettier', '--check', '--log-level', 'warn', '.') },
  { name: 'types', passes: () => runs('tsc', '--noEmit', '--project', '.') },
  { name: 'types of the web app', passes: () => runs('tsc', '--project', 'apps/backoffice') },
  { name: 'lint', passes: () => runs('oxlint', '--type-aware', '--deny-warnings') },
  { name: 'architecture', passes: () => runs('jest', 'test/architecture') },
  { name: 'dead code', passes: () => runs('knip', '--no-progress') },
  { name: 'generated files', passes: () => launches('apps/tools/openapi.ts', '--check') },
  { name: 'generated events', passes: () => launches('apps/tools/asyncapi.ts', '--check') },
  { name: 'generated types', passes: () => runs('openapi-typescript', ...API_TYPES, '--check') },
  { name: 'first load', passes: () => spawn(process.execPath, [tool('first-load.js')]) },
];

function runs(command, ...rest) {
  return spawn(path.join(ROOT, 'node_modules/.bin', command), rest);
}

function launches(...rest) {
  return spawn(process.execPath, [tool('launch.js'), ...rest]);
}

function tool(name) {
  return path.join(__dirname, name);
}

function spawn(command, rest) {
  return spawnSync(command, rest, { cwd: ROOT, stdio: 'inherit' }).status === 0;
}

function climb({ name, passes }) {
  console.log(`── ${name}`);
  const startedAt = Date.now();
  const isHeld = passes();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  return { name, isHeld, line: `${isHeld ? 'holds' : 'FAILS'}  ${name} (${seconds} s)` };
}

const results = RUNGS.map(climb);
const failed = results.filter(({ isHeld }) => !isHeld).length;
console.log(`\n${results.map(({ line }) => line).join('\n')}`);
const [, , flag, file] = process.argv;
if (flag === '--json') {
  const count = { numPassedTests: results.length - failed, numFailedTests: failed };
  fs.writeFileSync(file, JSON.stringify(count));
}
process.exitCode = failed === 0 ? 0 : 1;
