import { createPlace, type Place, type Service, startService } from '../support/service';

let place: Place;
let service: Service;

beforeAll(async () => {
  place = await createPlace();
  service = await startService(place);
}, 120_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
});

describe('The service', () => {
  it('answers who asks', async () => {
    const person = await service.person({ '*': ['administrator'] }, 'dana');
    const roles = { '*': ['administrator'] };
    expect(await person('GET', '/v1/me')).toMatchObject({
      status: 200,
      body: { subject: 'dana', roles },
    });
  });

  it('ends in order when it is told to, and comes back with what it knew', async () => {
    const person = await service.person({ '*': ['administrator'] });
    const added = await person('POST', '/v1/accounts', { body: { name: 'Rivertown' } });
    expect(await service.stop()).toBe(0);
    service = await startService(place);
    const again = await service.person({ '*': ['viewer'] });
    expect(await again('GET', `/v1/accounts/${added.body.id}`)).toMatchObject({
      status: 200,
      etag: added.etag,
      body: { name: 'Rivertown' },
    });
  });
});
