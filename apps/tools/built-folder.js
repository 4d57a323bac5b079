// Folders of what was built, below `.build`. Plain JavaScript, for nothing is compiled yet.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');
const BUILDS = path.join(ROOT, '.build');
const KEPT_BUILDS = 3;

/**
 * The folder of what is made of these files as they are now, made when there is none: `make` fills
 * the fresh folder that it is given. A build is named by what it was made of, so none is ever
 * changed under a process that runs it.
 */
function builtFolder({ prefix, files, make }) {
  const folder = path.join(BUILDS, `${prefix}${digestOf(files)}`);
  if (!fs.existsSync(folder)) swapIn({ fresh: madeBy(make), folder, prefix });
  markAsUsed(folder);
  return folder;
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function madeBy(make) {
  fs.mkdirSync(BUILDS, { recursive: true });
  const fresh = fs.mkdtempSync(path.join(BUILDS, `unfinished-${process.pid}-`));
  try {
    make(fresh, path.join(fresh, 'output'));
    return fresh;
  } catch (error) {
    fs.rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** Files below a folder of the checkout, relative to its root, in the same order everywhere. */
function filesBelow(folder) {
  const start = path.join(ROOT, folder);
  if (!fs.existsSync(start)) return [];
  const entries = fs.readdirSync(start, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .sort((left, right) => (left < right ? -1 : 1));
}

/** Another start may have finished the same build first: then its folder serves as well. */
function swapIn({ fresh, folder, prefix }) {
  try {
    fs.renameSync(path.join(fresh, 'output'), folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  try {
    removeUnused(folder, prefix);
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

/** Of each kind of build, the newest few stay. */
function removeUnused(current, prefix) {
  const isOfKind = new RegExp(`^${prefix}[0-9a-f]+$|^unfinished-`);
  const newestFirst = fs
    .readdirSync(BUILDS)
    .filter((name) => isOfKind.test(name))
    .map((name) => path.join(BUILDS, name))
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

module.exports = { builtFolder, filesBelow, ROOT };
