import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { eventually } from '../support/eventually';
import {
  addAccount,
  addCharger,
  chargerUrl,
  editCharger,
  type Garage,
  granted,
  openGarage,
  retireCharger,
} from '../support/garage';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

jest.setTimeout(120_000);

interface ScopeEvent {
  readonly id: string;
  readonly data: { readonly id: string; readonly after: object };
  readonly metadata: {
    readonly actor: object;
    readonly reason?: string;
    readonly $causationId: string;
    readonly $correlationId: string;
    readonly command: { readonly id: string };
  };
}

/** Events of scopes that changed, and the ids of events by type and thing. */
async function scopeChanges({ store }: TestService): Promise<readonly ScopeEvent[]> {
  const events = await eventsOf(store);
  return events
    .filter(({ type }) => type === 'ScopeChanged')
    .map(({ id, data, metadata }) => ({
      id,
      data: JSON.parse(data) as ScopeEvent['data'],
      metadata: JSON.parse(metadata) as ScopeEvent['metadata'],
    }));
}

async function eventsOf(store: TestService['store']) {
  const events = [];
  const reading = new AbortController();
  for await (const batch of store.follow('start', reading.signal)) {
    events.push(...batch.events);
    if (batch.caughtUp) reading.abort();
  }
  return events;
}

async function idOfLast({ store }: TestService, type: string): Promise<string> {
  const found = (await eventsOf(store)).findLast((event) => event.type === type);
  if (found === undefined) throw new Error(`there is no ${type}`);
  return found.id;
}

async function addDriver(person: Person, accountId: string, body: object = {}): Promise<Answer> {
  const driver = { externalId: 'EMP-1', ...body };
  return granted(person('POST', `/v1/accounts/${accountId}/drivers`, { body: driver }));
}

async function addGroup(person: Person, body: object): Promise<Answer> {
  return granted(person('POST', '/v1/groups', { body: { name: 'Night shift', ...body } }));
}

async function change(person: Person, url: string, body: object): Promise<Answer> {
  const { etag: ifMatch } = await granted(person('GET', url));
  return granted(person('PATCH', url, { body, ifMatch }));
}

async function remove(person: Person, url: string): Promise<Answer> {
  const { etag: ifMatch } = await granted(person('GET', url));
  return granted(person('DELETE', url, { ifMatch }));
}

function lostScopes(engine: string, start: () => Promise<TestService>): void {
  describe(`Lost scopes on ${engine}`, () => {
    let service: TestService;
    let operator: Person;
    let garage: Garage;

    beforeAll(async () => {
      service = await start();
      operator = await service.person({ '*': ['administrator'] });
      garage = await openGarage(operator);
    });
    afterAll(() => service.stop());

    const scopeNow = async (charger: Answer): Promise<object> =>
      (await granted(operator('GET', chargerUrl(charger)))).body.scope;

    const becomes = (charger: Answer, scope: object): Promise<void> =>
      eventually(async () => expect(await scopeNow(charger)).toEqual(scope));

    const changesOf = async (charger: Answer): Promise<readonly ScopeEvent[]> =>
      (await scopeChanges(service)).filter(({ data }) => data.id === charger.body.id);

    const privately = async (): Promise<{ driver: Answer; charger: Answer }> => {
      const driver = await addDriver(operator, garage.accountId);
      const scope = { kind: 'private', driverId: driver.body.id };
      return { driver, charger: await addCharger(operator, garage, { scope }) };
    };

    it('a charger becomes closed when its driver is removed, for that reason', async () => {
      const { driver, charger } = await privately();
      const bystander = (await privately()).charger;
      await remove(operator, `/v1/drivers/${driver.body.id}`);
      await becomes(charger, { kind: 'closed' });
      const [changed, ...others] = await changesOf(charger);
      expect(others).toEqual([]);
      expect(changed?.metadata).toMatchObject({
        actor: { id: 'system', role: 'system' },
        reason: 'The driver was removed.',
        $causationId: await idOfLast(service, 'DriverRemoved'),
      });
      const { etag } = await granted(operator('GET', chargerUrl(charger)));
      expect(etag).not.toBe(charger.etag);
      expect(await scopeNow(bystander)).toEqual(bystander.body.scope);
    });

    it('a charger becomes closed when its driver moves to another account', async () => {
      const { driver, charger } = await privately();
      const elsewhere = (await addAccount(operator)).body.id;
      await change(operator, `/v1/drivers/${driver.body.id}`, { accountId: elsewhere });
      await becomes(charger, { kind: 'closed' });
      expect(await changesOf(charger)).toMatchObject([
        {
          metadata: {
            reason: 'The driver moved to another account.',
            $causationId: await idOfLast(service, 'DriverMoved'),
          },
        },
      ]);
    });

    it('a charger loses a group that goes, and closes with the last', async () => {
      const { accountId } = garage;
      const groups = await Promise.all([1, 2, 3].map(() => addGroup(operator, { accountId })));
      const [first, second, third] = groups.map(({ body }) => body.id as string);
      const groupIds = [first, second, third];
      const charger = await addCharger(operator, garage, { scope: { kind: 'groups', groupIds } });
      await remove(operator, `/v1/groups/${second}`);
      await becomes(charger, { kind: 'groups', groupIds: [first, third] });
      const elsewhere = (await addAccount(operator)).body.id;
      await change(operator, `/v1/groups/${first}`, { accountId: elsewhere });
      await becomes(charger, { kind: 'groups', groupIds: [third] });
      // To all accounts it goes without being lost to anybody.
      await change(operator, `/v1/groups/${third}`, { accountId: null });
      await remove(operator, `/v1/groups/${third}`);
      await becomes(charger, { kind: 'closed' });
      const reasons = (await changesOf(charger)).map(({ metadata }) => metadata.reason);
      expect(reasons).toEqual([
        'The group was deleted.',
        'The group moved to another account.',
        'The group was deleted.',
      ]);
    });

    it('a retired charger is left as it was', async () => {
      const { driver, charger } = await privately();
      const witness = await addCharger(operator, garage, {
        scope: { kind: 'private', driverId: driver.body.id },
      });
      await granted(retireCharger(operator, charger));
      await remove(operator, `/v1/drivers/${driver.body.id}`);
      await becomes(witness, { kind: 'closed' });
      expect(await changesOf(charger)).toEqual([]);
      expect(await scopeNow(charger)).toEqual(charger.body.scope);
    });

    it('a driver who is blocked keeps his charger', async () => {
      const { driver, charger } = await privately();
      await change(operator, `/v1/drivers/${driver.body.id}`, { blocked: true });
      const other = await privately();
      await remove(operator, `/v1/drivers/${other.driver.body.id}`);
      await becomes(other.charger, { kind: 'closed' });
      expect(await scopeNow(charger)).toEqual(charger.body.scope);
    });

    it('a driver who is removed after he was looked up leaves the charger closed', async () => {
      const charger = await addCharger(operator, garage);
      const driver = await addDriver(operator, garage.accountId);
      const { store } = service;
      const append = store.append.bind(store);
      let isRemoved = false;
      store.append = async (stream, expected, events) => {
        if (!isRemoved && events.some(({ type }) => type === 'ScopeChanged')) {
          isRemoved = true;
          await remove(operator, `/v1/drivers/${driver.body.id}`);
        }
        return append(stream, expected, events);
      };
      try {
        const scope = { kind: 'private', driverId: driver.body.id };
        const made = await granted(editCharger(operator, charger, { scope }));
        expect([isRemoved, made.body.scope]).toEqual([true, scope]);
        await becomes(charger, { kind: 'closed' });
      } finally {
        store.append = append;
      }
      const [byHand, bySystem, ...others] = await changesOf(charger);
      expect(others).toEqual([]);
      expect(bySystem?.metadata).toMatchObject({
        actor: { role: 'system' },
        reason: 'The driver was removed.',
        $causationId: byHand?.id,
        $correlationId: byHand?.metadata.$correlationId,
      });
    });

    it('is told in the activity and shown by the list', async () => {
      const { driver, charger } = await privately();
      await remove(operator, `/v1/drivers/${driver.body.id}`);
      await becomes(charger, { kind: 'closed' });
      const atLeast = await service.head();
      const told = await granted(operator('GET', '/v1/activity?limit=1', { atLeast }));
      expect(told.body.items).toMatchObject([
        {
          actor: 'system',
          role: 'system',
          type: 'ScopeChanged',
          reason: 'The driver was removed.',
          thing: { kind: 'charger', id: charger.body.id },
        },
      ]);
      const url = `/v1/chargers?chargerId=${charger.body.chargerId}`;
      const { body } = await granted(operator('GET', url, { atLeast }));
      expect(body.items).toMatchObject([
        { scope: { kind: 'closed' }, needsAttention: [], lastChangedBy: 'system' },
      ]);
      const gone = await granted(
        operator('GET', `/v1/chargers?driverId=${driver.body.id}`, { atLeast }),
      );
      expect(gone.body.items).toEqual([]);
    });

    it('says of its work in the readiness and in the figures', async () => {
      const ready = await eventually(async () => {
        const { body } = await granted(operator('GET', '/health/ready'));
        expect(body.policies).toMatchObject([{ state: 'active', lagMs: 0, pendingCount: 0 }]);
        return body;
      });
      expect(ready.policies).toMatchObject([{ policy: 'close-lost-scopes', putOffCount: 0 }]);
      expect(ready.isReady).toBe(true);
    });
  });
}

lostScopes('PostgreSQL', () => startTestService());

lostScopes('the double of an EventStoreDB', async () => {
  const double = await startEventStoreDbDouble();
  const log = { engine: 'eventstoredb', url: double.connectionString } as const;
  const service = await startTestService(log);
  return {
    ...service,
    stop: async () => {
      await service.stop();
      await double.stop();
    },
  };
});
