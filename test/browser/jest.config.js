// What needs a browser: the settings of the long campaigns, other files.
const long = require('../long/jest.config.js');

module.exports = { ...long, testMatch: ['<rootDir>/test/browser/**/*.spec.ts'] };
