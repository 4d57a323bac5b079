// Follows the events of a book by HTTP and keeps the chargers in one file: node follow-the-events.mjs
// Needs nothing but Node 20. What it made of the events and up to where it got are written in one
// step, so it may be killed at any moment: it goes on where the file says, and counts nothing twice.
import { open, readFile, rename } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const {
  CHARGEBOOK_URL: url = 'http://127.0.0.1:3000',
  CHARGEBOOK_TOKEN: token,
  STATE_FILE: file = 'chargers.json',
  PAGE_LIMIT: limit = '100',
} = process.env;

const NEW = { position: null, chargers: {} };
const LONGEST_PAUSE_MS = 30_000;

/** What each event does to the charger that it is of; an event that is not here does nothing. */
const EFFECTS = {
  ChargerAdded: ({ chargerId, limitAmps, scope, siteId }) => {
    return { chargerId, limitAmps, scope: scope.kind, siteId, isRetired: false, changes: 0 };
  },
  ChargerIdChanged: ({ chargerId }) => ({ chargerId }),
  ChargerLimitChanged: ({ limitAmps }) => ({ limitAmps }),
  ScopeChanged: ({ after }) => ({ scope: after.kind }),
  ChargerRetired: () => ({ isRetired: true }),
};

/** A type that is known in a version that is not: this program is too old, and stops. */
function apply(chargers, { type, dataschema, data }) {
  const effect = EFFECTS[type];
  if (effect === undefined) return;
  if (dataschema !== `urn:chargebook:event:${type}:1`) throw new Error(`${dataschema} is unknown`);
  const charger = { ...chargers[data.id], ...effect(data) };
  chargers[data.id] = { ...charger, changes: charger.changes + 1 };
}

/** A file that says nothing ends the program: to begin anew unasked may do harm. */
async function readState() {
  try {
    const state = JSON.parse(await readFile(file, 'utf8'));
    if (typeof state?.position === 'string' && state.chargers instanceof Object) return state;
    throw new Error('no position, or no chargers');
  } catch (error) {
    if (error.code === 'ENOENT') return NEW;
    process.stderr.write(`${file} cannot be gone on from (${error.message}): take it away\n`);
    process.exit(1);
  }
}

/** Either the old file is there or the new one, whole: also after a power cut. */
async function writeState(state) {
  const next = `${file}.next`;
  const handle = await open(next, 'w');
  await handle.writeFile(JSON.stringify(state));
  await handle.sync();
  await handle.close();
  await rename(next, file);
}

/** The page behind the position. A refusal that will not heal ends the program. */
async function readPage(position) {
  const after = position === null ? '' : `&after=${position}`;
  const answer = await fetch(`${url}/v1/events?category=site&limit=${limit}${after}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(30_000),
  });
  const body = await answer.json();
  if (answer.ok) return body;
  const isFinal = answer.status < 500 && answer.status !== 429;
  throw Object.assign(new Error(`${body.code}: ${body.detail}`), { isFinal });
}

let state = await readState();
let failures = 0;
for (;;) {
  let page;
  try {
    page = await readPage(state.position);
    failures = 0;
  } catch (error) {
    if (error.isFinal) throw error;
    failures += 1;
    process.stderr.write(`trying again: ${error.message}\n`);
    await pause(Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures));
    continue;
  }
  for (const event of page.items) apply(state.chargers, event);
  if (page.position !== state.position) {
    state = { ...state, position: page.position };
    await writeState(state);
  }
  if (!page.hasMore) await pause(500);
}
