import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { eventually } from '../support/eventually';
import { addCharger, granted, openGarage } from '../support/garage';
import { type Answer, type Person, startTestService } from '../support/test-service';

jest.setTimeout(120_000);

function ask(charger: object, who: object, person: Person): Promise<Answer> {
  return person('POST', '/v1/access/decisions', { body: { charger, ...who } });
}

describe('Access on the double of an EventStoreDB', () => {
  it('is answered from the streams, by every name of charger and driver', async () => {
    const double = await startEventStoreDbDouble();
    const log = { engine: 'eventstoredb', url: double.connectionString } as const;
    const other = await startTestService(log);
    try {
      const person = await other.person({ '*': ['administrator'] });
      const own = await openGarage(person);
      const rfidCard = '04a2b3c4d5e680';
      const form = { externalId: 'EMP-1', rfidCards: [rfidCard] };
      const url = `/v1/accounts/${own.accountId}/drivers`;
      const driver = await granted(person('POST', url, { body: form }));
      const driverId: string = driver.body.id;
      const scope = { kind: 'private', driverId };
      const charger = await addCharger(person, own, { scope, qaAlias: 'Q-1' });
      const { id, chargerId } = charger.body;
      for (const name of [{ id }, { chargerId }, { qaAlias: 'q-1' }]) {
        for (const who of [{ driverId }, { rfidCard }]) {
          expect((await granted(ask(name, who, person))).body).toEqual({
            see: true,
            start: true,
            reason: 'its-driver',
            rests: { position: charger.position, at: charger.body.addedAt },
          });
        }
      }
      const gone = await granted(
        person('DELETE', `/v1/drivers/${driverId}`, { ifMatch: driver.etag }),
      );
      expect((await granted(ask({ id }, { driverId }, person))).body.start).toBe(false);
      await eventually(async () => {
        const { body } = await granted(ask({ id }, { driverId }, person));
        expect(body.reason).toBe('closed');
        expect(body.rests.position > gone.position).toBe(true);
      });
    } finally {
      await other.stop();
      await double.stop();
    }
  });
});
