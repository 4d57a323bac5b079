import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { addCharger, addPanel, addSite, eventsOf, MANAGED_SITE, recorded } from '../testing';
import { SITE_SCHEMAS, type SiteEvent, type SiteEventType } from './site.events';
import { siteAggregate } from './site.decider';

interface Golden {
  readonly type: SiteEventType;
  readonly schemaVersion: number;
  /** Data as it was stored by that version, one for each form that it takes. */
  readonly examples: readonly Record<string, unknown>[];
}

const FOLDER = join(__dirname, 'golden');
const FILES = readdirSync(FOLDER).sort();
const TYPES = Object.keys(SITE_SCHEMAS) as SiteEventType[];

function read(file: string): Golden {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Golden;
}

function presentForm({ type, schemaVersion }: Golden, data: Record<string, unknown>): SiteEvent {
  const waysUp = SITE_SCHEMAS[type].upcasts.slice(schemaVersion - 1);
  return { type, data: waysUp.reduce((older, upcast) => upcast(older), data) } as SiteEvent;
}

describe('the stored form of the events of a site', () => {
  it('has one golden file for every event and version, and none besides', () => {
    const expected = TYPES.flatMap((type) =>
      Array.from(
        { length: SITE_SCHEMAS[type].upcasts.length + 1 },
        (_, older) => `${type}.v${older + 1}.json`,
      ),
    );
    expect(FILES).toEqual(expected.sort());
  });

  it.each(FILES)('is folded from %s into a state that lacks no value', (file) => {
    const golden = read(file);
    expect(file).toBe(`${golden.type}.v${golden.schemaVersion}.json`);
    expect(golden.examples.length).toBeGreaterThan(0);
    for (const example of golden.examples) expectFolded(presentForm(golden, example));
  });
});

/** A value that the fold reads but the file does not hold would be undefined, or not a number. */
function expectFolded(event: SiteEvent): void {
  const state = siteAggregate.decider.initial();
  for (const earlier of recorded(eventsBefore(event), 'T1', 'anna')) {
    siteAggregate.decider.evolve(state, earlier);
  }
  const [latest] = recorded([event], 'T2', 'bert');
  if (latest !== undefined) siteAggregate.decider.evolve(state, latest);
  const things = [state.site, ...state.panels.values(), ...state.chargers.values()];
  expect(holes(things)).toEqual([]);
  const isGone = event.type === 'PanelRemoved';
  const changedBy = things.map((thing) => thing?.lastChangedBy);
  expect(changedBy.includes('bert')).toBe(!isGone);
}

function eventsBefore(event: SiteEvent): readonly SiteEvent[] {
  if (event.type === 'SiteAdded') return [];
  const site = eventsOf(
    addSite({ ...MANAGED_SITE, location: { latitude: 1, longitude: 1 } }),
    addPanel('Main'),
    addPanel('Pod'),
    addCharger('CA-1'),
  );
  const isAdding = event.type === 'PanelAdded' || event.type === 'ChargerAdded';
  return isAdding ? site.slice(0, 1) : site;
}

function holes(value: unknown, path = ''): readonly string[] {
  if (value === undefined || Number.isNaN(value)) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => holes(member, `${path}/${name}`));
}
