// Lets a test start one of our TypeScript files as a process of its own: node -r <this> file.ts
const Module = require('node:module');
const path = require('node:path');
const { transformFileSync } = require('@swc/core');

const ROOT = path.join(__dirname, '..', '..');
const [[, [, settings]]] = Object.entries(require('../../package.json').jest.transform);

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function resolve(request, ...rest) {
  const [, library, door = ''] = /^@chargebook\/([a-z-]+)(\/.*)?$/.exec(request) ?? [];
  const source = path.join(ROOT, 'libs', library ?? '', 'src', door);
  return resolveFilename.call(this, library === undefined ? request : source, ...rest);
};

Module._extensions['.ts'] = (module, filename) => {
  module._compile(transformFileSync(filename, { ...settings, swcrc: false }).code, filename);
};
