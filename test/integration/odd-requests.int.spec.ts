import { randomUUID } from 'node:crypto';

import { addCharger, chargerUrl, type Garage, openGarage } from '../support/garage';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

let service: TestService;
let operator: Person;
let garage: Garage;
let charger: Answer;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
  garage = await openGarage(operator);
  charger = await addCharger(operator, garage);
}, 60_000);
afterAll(() => service.stop());

describe('an id of a thing of another kind', () => {
  const ids = (): readonly string[] => [garage.siteId, garage.panelId, String(charger.body.id)];

  it('names no charger, whatever is asked of it', async () => {
    for (const id of [...ids().slice(0, 2), randomUUID()]) {
      const url = `/v1/sites/${garage.siteId}/chargers/${id}`;
      const ifMatch = '"1"';
      expect(await operator('GET', url)).toMatchObject({ status: 404 });
      const edit = operator('PATCH', url, { body: { alias: 'x' }, ifMatch });
      expect(await edit).toMatchObject({ status: 404 });
      const retire = operator('POST', `${url}/retire`, { body: { reason: 'x' }, ifMatch });
      expect(await retire).toMatchObject({ status: 404 });
    }
  });

  it('names no panel, whatever is asked of it', async () => {
    for (const id of [garage.siteId, String(charger.body.id)]) {
      const url = `/v1/sites/${garage.siteId}/panels/${id}`;
      const ifMatch = '"2"';
      expect(await operator('GET', url)).toMatchObject({ status: 404 });
      const edit = operator('PATCH', url, { body: { name: 'x' }, ifMatch });
      expect(await edit).toMatchObject({ status: 404 });
      expect(await operator('DELETE', url, { ifMatch })).toMatchObject({ status: 404 });
    }
    expect(await operator('GET', chargerUrl(charger))).toMatchObject({ status: 200 });
  });
});
