// Draws every screen, wide and narrow, light and dark, for a person to look at:
// npm run screenshots -- FOLDER
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';

import { type BackOffice, openBackOffice } from '../support/chromium';
import { complaintsSoFar, type Look } from '../support/visitor';
import { DOORS, look, SCHEMES, type Screen, screensOf, WIDTHS } from './screens';

const ROOT = resolve(__dirname, '..', '..');
const HEIGHT = 900;

async function drawAll(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const office = await openBackOffice({ options: ['--demo'] });
  try {
    const screens = await screensOf(office.service);
    const wanted = process.argv.slice(3);
    const chosen = (screen: Screen): boolean => wanted.length === 0 || wanted.includes(screen.name);
    for (const scheme of SCHEMES) {
      for (const width of WIDTHS) {
        const seen = { scheme, width, height: HEIGHT };
        await draw(office, { seen, folder, screens: screens.filter(chosen) });
        await drawDoors(office, { seen, folder, screens: DOORS.filter(chosen) });
      }
    }
  } finally {
    await office.close();
  }
}

interface Drawing {
  readonly seen: Look;
  readonly folder: string;
  readonly screens: readonly Screen[];
}

async function draw(office: BackOffice, { seen, folder, screens }: Drawing): Promise<void> {
  const visitor = await office.visitor({ '*': ['administrator', 'support'] }, seen);
  await drawEach(visitor.page, { seen, folder, screens });
  await visitor.leave();
}

async function drawDoors(office: BackOffice, { seen, folder, screens }: Drawing): Promise<void> {
  const visitor = await office.stranger(seen);
  await drawEach(visitor.page, { seen, folder, screens });
  await visitor.leave();
}

async function drawEach(
  page: Parameters<typeof look>[0],
  { seen, folder, screens }: Drawing,
): Promise<void> {
  for (const screen of screens) {
    const path = join(folder, `${screen.name}-${seen.width}-${seen.scheme}.png`);
    await look(page, screen).catch((error: unknown) => {
      process.stderr.write(`${screen.name}: ${String(error)}\n`);
    });
    await page.screenshot({ path });
  }
}

async function main(): Promise<void> {
  const [, , given = join(tmpdir(), 'chargebook-screenshots')] = process.argv;
  const folder = resolve(given);
  if (`${folder}${sep}`.startsWith(`${ROOT}${sep}`)) {
    throw new Error(`${folder} is within the repository: name a folder outside of it`);
  }
  await drawAll(folder);
  for (const complaint of complaintsSoFar()) process.stderr.write(`${complaint}\n`);
  process.stdout.write(`The screens are in ${folder}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
