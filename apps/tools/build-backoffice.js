// Builds the web app, which the service serves. Plain JavaScript, for nothing is compiled yet.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

const { builtFolder, filesBelow, ROOT } = require('./built-folder.js');

const APP = 'apps/backoffice';
const SETTINGS = ['tsconfig.json', 'package-lock.json'];
const COMPRESSIBLE = /\.(js|css|svg|json)$/;
/** The highest quality takes three times as long for a hundredth less. */
const BROTLI = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } };

/** The folder of the built app, made when there is none of the sources as they are now. */
function buildBackOffice() {
  const sources = filesBelow(APP).filter((file) => !/\.spec\.tsx?$/.test(file));
  return builtFolder({ prefix: 'backoffice-', files: [...SETTINGS, ...sources], make: bundle });
}

function bundle(_fresh, output) {
  process.stderr.write('Building the web app …\n');
  const vite = path.join(path.dirname(require.resolve('vite/package.json')), 'bin/vite.js');
  const run = [vite, 'build', APP, '--outDir', output, '--logLevel', 'warn'];
  const done = spawnSync(process.execPath, run, { cwd: ROOT, encoding: 'utf8' });
  if (done.status !== 0) {
    throw new Error(`The web app does not build.\n${done.stdout}${done.stderr}`.trim());
  }
  for (const file of fs.readdirSync(path.join(output, 'assets'))) {
    if (COMPRESSIBLE.test(file)) compress(path.join(output, 'assets', file));
  }
}

/**
 * Beside each file its smaller forms: the service sends what is there and squeezes nothing itself.
 */
function compress(file) {
  const content = fs.readFileSync(file);
  fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(content, BROTLI));
  fs.writeFileSync(`${file}.gz`, zlib.gzipSync(content, { level: 9 }));
}

module.exports = { buildBackOffice };
