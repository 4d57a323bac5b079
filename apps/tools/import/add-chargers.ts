import { type PanelsByName } from './add-panels';
import { type ChargerLine, type FileLine } from './charger-file';
import { findOrAdd } from './find-or-add';
import { inFlight } from './in-flight';
import { canonicalName } from './natural-keys';
import { findPeople, type People, scopeOf } from './references';
import { refused, type RowResult, type Thing, type Verdict } from './row-result';
import { type ServiceClient } from './service-client';

export interface ChargersToAdd {
  readonly siteId: string;
  readonly accountId: string;
  readonly panels: PanelsByName;
  readonly lines: readonly FileLine[];
  /** Told of every line, by its place among the lines, in the order in which they end. */
  readonly tell: (place: number, result: RowResult) => void;
}

interface Surroundings {
  readonly client: ServiceClient;
  readonly siteId: string;
  readonly panels: PanelsByName;
  readonly people: People;
  readonly found: ReadonlyMap<string, readonly Thing[]>;
}

/** Several at a time; a line that is spoilt or refused stops no other. */
export async function addChargers(client: ServiceClient, adding: ChargersToAdd): Promise<void> {
  const { siteId, accountId, panels, lines, tell } = adding;
  const good = lines.filter((line): line is ChargerLine => !('why' in line));
  const people = await findPeople(client, accountId, good);
  const found = byChargerId(await client.list(`/v1/chargers?siteId=${siteId}&status=all`));
  const surroundings = { client, siteId, panels, people, found };
  await inFlight(lines, async (line, place) => {
    tell(place, await resultOf(line, surroundings));
  });
}

async function resultOf(line: FileLine, surroundings: Surroundings): Promise<RowResult> {
  const row = `row ${line.line}`;
  if ('why' in line) return { row, name: line.name, verdict: refused(line.why) };
  return { row, name: line.chargerId, verdict: await addCharger(line, surroundings) };
}

async function addCharger(line: ChargerLine, surroundings: Surroundings): Promise<Verdict> {
  const { client, siteId, panels, people, found } = surroundings;
  const { chargerId: name, members } = line;
  const panel = panels.get(canonicalName(line.panel));
  const resolved = scopeOf(line, people);
  if (panel === undefined) return refused(`"${line.panel}" is no panel of the site`);
  if ('why' in resolved) return refused(resolved.why);
  const body = { ...members, panelId: panel.id, scope: resolved.scope };
  const wanted = { what: 'charger', name, path: `/v1/sites/${siteId}/chargers`, body };
  return findOrAdd(client, wanted, found.get(canonicalName(name)) ?? []);
}

/** A retired charger stands back for an active one that has its ID now. */
function byChargerId(chargers: readonly Thing[]): ReadonlyMap<string, readonly Thing[]> {
  const found = new Map<string, readonly Thing[]>();
  const retiredFirst = [...chargers].sort(
    (one, other) => Number(isActive(one)) - Number(isActive(other)),
  );
  for (const charger of retiredFirst) {
    found.set(canonicalName(charger.chargerId ?? ''), [charger]);
  }
  return found;
}

function isActive({ status }: Thing): boolean {
  return status === 'active';
}
