// Builds what is newer than the last build, then becomes the process that was asked for:
// `node apps/tools/launch.js apps/api/src/main.ts --demo`. One process, so signals and the exit
// code are the service's own.
const fs = require('node:fs');
const path = require('node:path');
const { build } = require('./build.js');
const { buildBackOffice } = require('./build-backoffice.js');

const SERVICE = 'apps/api/src/main.ts';
/** These alone serve the web app. */
const WITH_WEB_APP = [SERVICE, 'apps/tools/bench.ts'];

function compiledEntry(source) {
  const entry = path.join(build(), source.replace(/\.ts$/, '.js'));
  if (!fs.existsSync(entry)) throw new Error(`There is no ${source} to start.`);
  // Whoever names a folder of his own has built it.
  if (WITH_WEB_APP.includes(source)) process.env['BACKOFFICE_DIR'] ??= buildBackOffice();
  return entry;
}

function compiledEntryOrExit(source) {
  try {
    return compiledEntry(source);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}

const [source = SERVICE, ...rest] = process.argv.slice(2);
const entry = compiledEntryOrExit(source);
process.argv = [process.execPath, entry, ...rest];
require(entry);
