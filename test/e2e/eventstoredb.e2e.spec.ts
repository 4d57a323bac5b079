import { openGarage } from '../support/garage';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { describeWithServer } from '../support/test-eventstoredb';

/** Of all end-to-end tests this one alone says so when the others have run on PostgreSQL only. */
describeWithServer('The service on a fresh EventStoreDB', () => {
  let place: Place;
  let service: Service;

  beforeAll(async () => {
    place = await createPlace({ logNodes: 1 });
    service = await startService(place);
  }, 180_000);
  afterAll(async () => {
    await service.stop();
    await place.remove();
  });

  it('says which engine keeps the log, and answers', async () => {
    const ready = await fetch(`${service.url}/health/ready`);
    expect(await ready.json()).toMatchObject({ isReady: true, engine: 'eventstoredb' });
    const operator = await service.person({ '*': ['administrator'] });
    const { accountId, position } = await openGarage(operator);
    const listed = await operator('GET', '/v1/accounts', { atLeast: position });
    expect(listed.body.items).toMatchObject([{ id: accountId }]);
  });
});
