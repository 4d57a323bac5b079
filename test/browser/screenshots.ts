// Draws every screen, wide and narrow, light and dark, for a person to look at:
// npm run screenshots -- FOLDER SCREEN…, all of them where none is named
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';

import { type BackOffice, openBackOffice } from '../support/chromium';
import { complaintsSoFar, type Look, type Visitor } from '../support/visitor';
import { bookOf, DOORS, look, RECEIVER, SCHEMES, type Screen, SCREENS, WIDTHS } from './screens';

const ROOT = resolve(__dirname, '..', '..');
const HEIGHT = 900;

async function drawAll(folder: string, names: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const office = await openBackOffice({ options: ['--demo'], environment: RECEIVER });
  const isWanted = ({ name }: Screen): boolean => names.length === 0 || names.includes(name);
  try {
    for (const scheme of SCHEMES) {
      for (const width of WIDTHS) {
        const seen = { scheme, width, height: HEIGHT };
        const clerk = await office.visitor({ '*': ['administrator', 'support'] }, seen);
        await draw(office, clerk, { seen, folder, screens: SCREENS.filter(isWanted) });
        const stranger = await office.stranger(seen);
        await draw(office, stranger, { seen, folder, screens: DOORS.filter(isWanted) });
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

async function draw(
  { service }: BackOffice,
  { page, leave }: Visitor,
  { seen, folder, screens }: Drawing,
): Promise<void> {
  const book = await bookOf(service);
  for (const screen of screens) {
    const path = join(folder, `${screen.name}-${seen.width}-${seen.scheme}.png`);
    await look(page, screen, book).catch((error: unknown) => {
      process.stderr.write(`${screen.name}: ${String(error)}\n`);
    });
    await page.screenshot({ path });
  }
  await leave();
}

async function main(): Promise<void> {
  const [, , given = join(tmpdir(), 'chargebook-screenshots'), ...names] = process.argv;
  const folder = resolve(given);
  if (`${folder}${sep}`.startsWith(`${ROOT}${sep}`)) {
    throw new Error(`${folder} is within the repository: name a folder outside of it`);
  }
  await drawAll(folder, names);
  for (const complaint of complaintsSoFar()) process.stderr.write(`${complaint}\n`);
  process.stdout.write(`The screens are in ${folder}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
