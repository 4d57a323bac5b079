import {
  type EventOfOthers,
  type EventStoreDbDouble,
  ForeignWriter,
  startEventStoreDbDouble,
} from '@chargebook/event-store/testing';
import { metadataWith } from '@chargebook/kernel/testing';

import { eventually } from '../support/eventually';
import { addCharger, chargerForm, freshLabel, type Garage, openGarage } from '../support/garage';
import { allItems } from '../support/list-pages';
import { type Person, startTestService, type TestService } from '../support/test-service';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const OF_OURS = { ...metadataWith({ accountId: null, touches: ['t'] }) };

const SPOILT: readonly (readonly [string, EventOfOthers])[] = [
  ['of a type that is not ours', { type: 'SitePainted', data: { colour: 'blue' } }],
  ['with broken JSON', { type: 'SiteDetailsChanged', data: bytes('{"name":') }],
  ['of bytes that are no text', { type: 'Odd\0', data: Uint8Array.of(0, 255, 254, 0) }],
  ['without metadata', { type: 'SiteDeactivated', data: {} }],
  [
    'with metadata of others',
    { type: 'SiteDeactivated', data: {}, metadata: { schemaVersion: 'one', touches: 'all' } },
  ],
  ['over our bound', { type: 'SiteDeactivated', data: { text: 'x'.repeat(800_000) } }],
];

/** Elsewhere it would be of a newer version of the service, which has one category more. */
const SPOILT_IN_OUR_FORM: readonly (readonly [string, EventOfOthers])[] = [
  [
    'with data of another shape in metadata of our form',
    { type: 'SiteDetailsChanged', data: { name: 7 }, metadata: OF_OURS },
  ],
  [
    'that is null in metadata of our form',
    { type: 'SiteDeactivated', data: bytes('null'), metadata: OF_OURS },
  ],
  [
    'with less than a policy looks at',
    { type: 'ScopeChanged', data: { siteId: 's', id: 'c' }, metadata: OF_OURS },
  ],
  [
    'with claims in its metadata that are none',
    { type: 'SiteReactivated', data: { siteId: 's' }, metadata: { ...OF_OURS, takes: [null] } },
  ],
  [
    'recorded at no time',
    { type: 'SiteReactivated', data: { siteId: 's' }, metadata: { ...OF_OURS, recordedAt: '' } },
  ],
];

let double: EventStoreDbDouble;
let others: ForeignWriter;
let service: TestService;
let operator: Person;
let whole: Garage;

beforeAll(async () => {
  double = await startEventStoreDbDouble();
  others = new ForeignWriter(double.connectionString);
  service = await startTestService({ engine: 'eventstoredb', url: double.connectionString });
  operator = await service.person({ '*': ['administrator'] });
  whole = await openGarage(operator);
}, 120_000);
afterAll(async () => {
  await service.stop();
  await others.close();
  await double.stop();
});

async function parkedCount(): Promise<number> {
  const { status, body } = await operator('GET', '/health/ready');
  expect({ status, isReady: body.isReady }).toEqual({ status: 200, isReady: true });
  return body.parkedCount;
}

/** Adds a charger to the whole garage, and waits until all that came before it has been folded. */
async function goOn(): Promise<void> {
  const added = await addCharger(operator, whole);
  await eventually(async () => {
    const { body } = await operator('GET', '/health/ready');
    for (const { position } of [...body.projections, ...body.policies]) {
      expect(position >= added.position).toBe(true);
    }
  });
  const url = `/v1/chargers?siteId=${whole.siteId}&status=all&limit=200`;
  const items = await allItems(operator, url, added.position);
  expect(items.map(({ id }) => id)).toContain(added.body.id);
}

describe('An event that others wrote into the stream of a site', () => {
  it.each([...SPOILT, ...SPOILT_IN_OUR_FORM])(
    '%s is parked and named, and others go on',
    async (_name, event) => {
      const garage = await openGarage(operator);
      await addCharger(operator, garage);
      await goOn();
      const parkedBefore = await parkedCount();
      await others.append(`site-${garage.siteId}`, event);
      await goOn();
      expect(await parkedCount()).toBeGreaterThan(parkedBefore);

      const site = `/v1/sites/${garage.siteId}`;
      const body = chargerForm(garage);
      const refusals = [
        await operator('POST', `${site}/chargers`, { body }),
        await operator('POST', `${site}/chargers/preview`, { body }),
        await operator('GET', site),
        await operator('GET', `${site}?asOf=2200-01-01`),
        await operator('GET', `${site}/history`),
      ];
      for (const refused of refusals) {
        expect(refused).toMatchObject({
          status: 503,
          headers: { 'retry-after': expect.anything() },
          body: {
            code: 'foreign-event',
            detail: expect.stringMatching(/^The event [0-9a-f-]{36} /),
          },
        });
      }
    },
  );
});

describe('A claim that others wrote for a stream of theirs', () => {
  it('is named to whoever wants the value, and others go on', async () => {
    const chargerId = freshLabel();
    const data = { holder: 'songs-of-others', thing: 't', command: 'c' };
    const claimed: EventOfOthers = { type: 'Claimed', data, metadata: OF_OURS };
    await others.append(`claim-label-${chargerId.toLowerCase()}`, claimed);
    const url = `/v1/sites/${whole.siteId}/chargers`;
    const body = chargerForm(whole, { chargerId });
    for (const path of [url, `${url}/preview`]) {
      expect(await operator('POST', path, { body })).toMatchObject({
        status: 503,
        body: { code: 'foreign-event' },
      });
    }
    await goOn();
  });
});

describe('A stream of others in the same log', () => {
  it.each(SPOILT)('with an event %s is passed over', async (_name, event) => {
    const parkedBefore = await parkedCount();
    await others.append('songs-of-others', event);
    await goOn();
    expect(await parkedCount()).toBe(parkedBefore);
  });
});
