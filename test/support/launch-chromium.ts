import { existsSync } from 'node:fs';

import { type Browser, chromium } from 'playwright-core';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PROGRAM = PROGRAMS.find((path) => existsSync(path));

/** It talks to nobody but the service, and draws without a screen; the map without a card. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
];
/** On a machine that does other things as well. */
const OPEN_WITHIN_MS = 240_000;

export const isChromiumThere = PROGRAM !== undefined;

/** Debian's chromium. @throws where there is none */
export function launchChromium(): Promise<Browser> {
  if (PROGRAM === undefined) throw new Error('there is no chromium (apt-get install chromium)');
  return chromium.launch({ executablePath: PROGRAM, args: FLAGS, timeout: OPEN_WITHIN_MS });
}
