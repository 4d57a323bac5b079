// Compiles the checkout before a process of it runs. Plain JavaScript, for nothing is compiled yet.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');
const BUILDS = path.join(ROOT, '.build');
const SOURCE_FOLDERS = ['apps/api', 'apps/tools', 'libs', 'test/bench'];
const SETTINGS = ['tsconfig.json', 'nest-cli.json', 'package.json', 'package-lock.json'];
const TESTS = ['**/*.spec.ts', '**/*.contract.ts', '**/testing.ts', '**/testing/**/*'];
const KEPT_BUILDS = 3;

/** The compiled folder of the sources as they are now, made when there is none. Throws when they do not compile. */
function build() {
  const folder = path.join(BUILDS, digestOfSources());
  if (!fs.existsSync(folder)) swapIn(compile(), folder);
  markAsUsed(folder);
  return folder;
}

/** A build is named by what it was made of, so none is ever changed under a process that runs it. */
function digestOfSources() {
  const hash = createHash('sha256');
  const sources = SOURCE_FOLDERS.flatMap((folder) => filesBelow(folder)).filter(isSource);
  for (const file of [...SETTINGS, ...sources.sort(byText)]) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(folder) {
  const start = path.join(ROOT, folder);
  if (!fs.existsSync(start)) return [];
  const entries = fs.readdirSync(start, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

function byText(left, right) {
  return left < right ? -1 : 1;
}

function isSource(file) {
  const isTest = /\.(spec|contract)\.ts$|\/testing[./]/.test(file);
  return /\.(ts|json)$/.test(file) && !isTest;
}

function compile() {
  process.stderr.write('Building …\n');
  fs.mkdirSync(BUILDS, { recursive: true });
  const fresh = fs.mkdtempSync(path.join(BUILDS, `unfinished-${process.pid}-`));
  const output = path.join(fresh, 'output');
  const settings = path.join(fresh, 'tsconfig.json');
  fs.writeFileSync(settings, JSON.stringify(settingsOf(output)));
  const nest = require.resolve('@nestjs/cli/bin/nest.js');
  const run = [nest, 'build', '--builder', 'tsc', '--path', path.relative(ROOT, settings)];
  const done = spawnSync(process.execPath, run, { cwd: ROOT, encoding: 'utf8' });
  if (done.status !== 0) {
    fs.rmSync(fresh, { recursive: true, force: true });
    throw new Error(`The sources do not compile.\n${done.stdout}${done.stderr}`.trim());
  }
  return fresh;
}

function settingsOf(outDir) {
  return {
    extends: path.join(ROOT, 'tsconfig.json'),
    compilerOptions: { outDir, rootDir: ROOT, baseUrl: ROOT, types: ['node'] },
    include: SOURCE_FOLDERS.map((folder) => path.join(ROOT, folder, '**/*')),
    exclude: TESTS.map((pattern) => path.join(ROOT, pattern)),
  };
}

/** Another start may have finished the same build first: then its folder serves as well. */
function swapIn(fresh, folder) {
  try {
    fs.renameSync(path.join(fresh, 'output'), folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  try {
    removeUnused(folder);
  } catch {
    // Another start tidies at the same moment.
  }
}

/** A mark with the process's id keeps the folder from being removed while the process lives. */
function markAsUsed(folder) {
  const mark = path.join(folder, `used-by-${process.pid}`);
  try {
    fs.writeFileSync(mark, '');
  } catch {
    return; // Another user's build is read as it is; only its owner removes it.
  }
  process.on('exit', () => fs.rmSync(mark, { force: true }));
}

function removeUnused(current) {
  const folders = fs.readdirSync(BUILDS).map((name) => path.join(BUILDS, name));
  const newestFirst = folders
    .filter((folder) => folder !== current && !isUsed(folder))
    .map((folder) => ({ folder, changedAt: fs.statSync(folder).mtimeMs }))
    .sort((left, right) => right.changedAt - left.changedAt);
  for (const { folder } of newestFirst.slice(KEPT_BUILDS)) {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function isUsed(folder) {
  const marks = [path.basename(folder), ...fs.readdirSync(folder)];
  const owners = marks.map((mark) => /^(?:used-by|unfinished)-(\d+)/.exec(mark)?.[1]);
  return owners.some((owner) => owner !== undefined && isAlive(Number(owner)));
}

function isAlive(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

if (require.main === module) build();

module.exports = { build };
