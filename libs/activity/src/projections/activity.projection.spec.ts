import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { accountFacts } from '@chargebook/account/contracts';
import { driverFacts } from '@chargebook/driver/contracts';
import { groupFacts } from '@chargebook/group/contracts';
import { type EventSchemas } from '@chargebook/kernel';
import { type ProjectedEvent } from '@chargebook/projections';
import { ratePlanFacts } from '@chargebook/rate-plan/contracts';
import { SITE_SCHEMAS } from '@chargebook/site/contracts';

import { projectedGoldenEvents } from '../../../../test/support/golden-events';
import { activityProjection as projection, type ActivityRow } from './activity.projection';

const SCHEMAS: Readonly<Record<string, EventSchemas>> = {
  account: accountFacts.schemas,
  driver: driverFacts.schemas,
  group: groupFacts.schemas,
  'rate-plan': ratePlanFacts.schemas,
};

function goldenFolder(context: string): string {
  return join(__dirname, '../../..', context, 'src/domain/golden');
}

const WHOLE: Readonly<Record<string, ProjectedEvent>> = Object.assign(
  {},
  ...Object.entries(SCHEMAS).map(([context, schemas]) =>
    projectedGoldenEvents(goldenFolder(context), schemas),
  ),
);

/** Sites keep the data of their events alone: the circumstances are another's. */
function siteEvent(type: string): readonly [string, ProjectedEvent] {
  const [template] = Object.values(WHOLE);
  if (template === undefined) throw new Error('there is an event');
  const fileName = `${type}.v1.json`;
  const { examples } = JSON.parse(readFileSync(join(goldenFolder('site'), fileName), 'utf8')) as {
    readonly examples: readonly object[];
  };
  return [fileName, { ...template, type, data: examples[0] }];
}

const EVENTS: Readonly<Record<string, ProjectedEvent>> = {
  ...WHOLE,
  ...Object.fromEntries(Object.keys(SITE_SCHEMAS).map(siteEvent)),
};

function rowOf(type: string, change: Partial<ProjectedEvent> = {}): ActivityRow | undefined {
  const event = EVENTS[`${type}.v1.json`];
  if (event === undefined) throw new Error(`there is no golden ${type}`);
  return projection.apply(undefined, { ...event, ...change }, 'p1');
}

describe('the activity', () => {
  it.each(Object.keys(EVENTS))('has a row of its own for %s, with all of its columns', (name) => {
    const event = EVENTS[name] as ProjectedEvent;
    expect(projection.rowKeysOf(event)).toEqual([event.recorded.position]);
    const row = rowOf(event.type);
    expect(Object.keys(row ?? {}).sort()).toEqual(Object.keys(projection.table.columns).sort());
    expect(row).toMatchObject({
      position: 'p1',
      type: event.type,
      at: expect.stringMatching(/Z$/),
    });
    expect(row?.thingId).toMatch(/\S/);
  });

  it.each([
    ['ChargerIdChanged', 'chargerId', null],
    ['PanelRenamed', 'name', null],
    ['AccountRenamed', 'name', null],
    ['DriverExternalIdChanged', 'externalId', null],
    ['GroupRenamed', 'name', null],
    ['RatePlanRenamed', 'name', null],
  ])('keeps what a thing is called from %s on', (type, member, alias) => {
    const { data } = EVENTS[`${type}.v1.json`] as { data: Record<string, unknown> };
    expect(rowOf(type)).toMatchObject({ name: data[member], alias });
  });

  it('tells an alias that was taken away from one that is not spoken of', () => {
    const data = { siteId: 's', id: 'c' };
    expect(rowOf('AliasChanged', { data: { ...data, alias: 'North' } })?.alias).toBe('North');
    expect(rowOf('AliasChanged', { data: { ...data, alias: null } })?.alias).toBe('');
    expect(rowOf('ChargerLimitChanged', { data })).toMatchObject({ name: null, alias: null });
    expect(rowOf('SiteDetailsChanged', { data: { siteId: 's' } })?.name).toBeNull();
  });

  it('has no row for claims, nor for what names no thing', () => {
    const [event] = Object.values(EVENTS);
    if (event === undefined) throw new Error('there is an event');
    for (const type of ['Claimed', 'Released', 'ClaimAbandoned']) {
      expect(projection.rowKeysOf({ ...event, type })).toEqual([]);
    }
    expect(rowOf('AliasChanged', { data: { alias: 'x' } })).toBeUndefined();
  });
});
