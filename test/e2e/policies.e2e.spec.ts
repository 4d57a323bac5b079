import { eventually } from '../support/eventually';
import { addCharger, chargerUrl, type Garage, granted, openGarage } from '../support/garage';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Answer, type Person } from '../support/test-service';

const START_WITHIN_MS = 240_000;
/** The next process takes up what one left whose connections the database has yet to miss. */
const TAKEN_UP_WITHIN_MS = 60_000;

let place: Place;
let projecting: Service;
let answering: Service;
let operator: Person;
let garage: Garage;

beforeAll(async () => {
  place = await createPlace();
  projecting = await startService(place, { PROJECTIONS: 'only' });
  answering = await startService(place, { PROJECTIONS: 'off' });
  operator = await answering.person({ '*': ['administrator'] });
  garage = await openGarage(operator);
}, START_WITHIN_MS);
afterAll(async () => {
  await Promise.all([answering.stop(), projecting.stop()]);
  await place.remove();
});

/** A driver with a charger of his own. */
async function privately(): Promise<{ driver: Answer; charger: Answer }> {
  const url = `/v1/accounts/${garage.accountId}/drivers`;
  const driver = await granted(operator('POST', url, { body: { externalId: 'EMP-1' } }));
  const scope = { kind: 'private', driverId: driver.body.id };
  return { driver, charger: await addCharger(operator, garage, { scope }) };
}

function remove(driver: Answer): Promise<Answer> {
  const url = `/v1/drivers/${driver.body.id}`;
  return granted(operator('DELETE', url, { ifMatch: driver.etag }));
}

async function scopeOf(charger: Answer): Promise<object> {
  return (await granted(operator('GET', chargerUrl(charger)))).body.scope;
}

function isClosed(charger: Answer): Promise<void> {
  const closed = { kind: 'closed' };
  return eventually(async () => expect(await scopeOf(charger)).toEqual(closed), TAKEN_UP_WITHIN_MS);
}

async function policiesOf({ url }: Service): Promise<unknown> {
  const ready = await fetch(`${url}/health/ready`);
  return ((await ready.json()) as { policies: unknown }).policies;
}

describe('Policies over processes', () => {
  it('work where read models are kept, for what is written elsewhere', async () => {
    const { driver, charger } = await privately();
    await remove(driver);
    await isClosed(charger);
    expect(await policiesOf(projecting)).toMatchObject([{ state: 'active' }]);
    expect(await policiesOf(answering)).toMatchObject([{ state: 'standby' }]);
  });

  it(
    'let nobody in while no process works them, and the next one catches up',
    async () => {
      const { driver, charger } = await privately();
      const body = { charger: { id: charger.body.id }, driverId: driver.body.id };
      const asked = { body, atLeast: charger.position };
      const before = await granted(operator('POST', '/v1/access/decisions', asked));
      expect(before.body).toMatchObject({ start: true, reason: 'its-driver' });
      await eventually(async () => {
        const list = `/v1/chargers?chargerId=${charger.body.chargerId}`;
        const { body: shown } = await granted(operator('GET', list));
        expect(shown.items).toHaveLength(1);
      });
      await projecting.kill();
      await remove(driver);
      const after = await granted(operator('POST', '/v1/access/decisions', { body }));
      expect(after.body).toMatchObject({ see: false, start: false });
      expect(await scopeOf(charger)).toEqual(charger.body.scope);
      projecting = await startService(place, { PROJECTIONS: 'only' });
      await isClosed(charger);
    },
    START_WITHIN_MS,
  );
});
