// The long campaigns, and what needs a browser: the same settings as `npm test`, other files,
// hours of patience.
const path = require('node:path');
const { jest } = require('../../package.json');

module.exports = {
  ...jest,
  rootDir: path.resolve(__dirname, '../..'),
  testMatch: ['<rootDir>/test/long/**/*.spec.ts', '<rootDir>/test/browser/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 20 * 60_000,
};
