import { addCharger, chargerForm, chargerUrl, MANAGED, openGarage } from '../support/garage';
import { startTestService, type TestService } from '../support/test-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
}, 60_000);
afterAll(() => service.stop());

it('smokes', async () => {
  const operator = await service.person({ '*': ['administrator'] });
  const garage = await openGarage(operator, { site: MANAGED });
  const charger = await addCharger(operator, garage);
  const a = await operator('POST', `/v1/sites/${garage.siteId}/chargers/preview`, { body: chargerForm(garage) });
  process.stdout.write(JSON.stringify(a, null, 1));
  const b = await operator('POST', `${chargerUrl(charger)}/preview`, { body: { limitAmps: 5, alias: 'x' } });
  process.stdout.write(JSON.stringify(b, null, 1));
  const d = await operator('POST', `/v1/sites/${garage.siteId}/panels/${garage.panelId}/removal/preview`);
  process.stdout.write(JSON.stringify(d, null, 1));
  const c = await operator('POST', `${chargerUrl(charger)}/preview`, { body: { limitAmps: 20, alias: 'x' } });
  process.stdout.write(JSON.stringify(c, null, 1));
});
