// What a browser loads before the list of chargers is there, compressed, against its bound.
const fs = require('node:fs');
const path = require('node:path');

const { buildBackOffice } = require('./build-backoffice.js');

const BOUND_KB = 350;
const FIRST_PAGES = ['index.html', 'src/features/chargers/chargers-page.tsx'];

const folder = buildBackOffice();
const manifest = JSON.parse(fs.readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8'));

/** The files of these entries and of all that they import at once. */
function filesOf(entries, seen = new Set()) {
  for (const entry of entries.filter((each) => !seen.has(each))) {
    seen.add(entry);
    filesOf(manifest[entry].imports ?? [], seen);
  }
  return [...seen].flatMap((entry) => [manifest[entry].file, ...(manifest[entry].css ?? [])]);
}

function kilobytesOf(file) {
  const compressed = `${path.join(folder, file)}.gz`;
  return fs.statSync(fs.existsSync(compressed) ? compressed : path.join(folder, file)).size / 1000;
}

const files = [...new Set(filesOf(FIRST_PAGES))].map((file) => ({ file, size: kilobytesOf(file) }));
for (const { file, size } of files) console.log(`${size.toFixed(1).padStart(8)} kB  ${file}`);
const sum = files.reduce((total, { size }) => total + size, 0);
console.log(`${sum.toFixed(1).padStart(8)} kB  of at most ${BOUND_KB} kB`);
process.exitCode = sum <= BOUND_KB ? 0 : 1;
