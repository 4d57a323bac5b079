import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { AuditedAccount } from '../support/audited-account';
import { sized } from '../support/campaign-size';
import { ToldAccount } from '../support/export-fold';
import { granted } from '../support/garage';
import { pick, SEED, seededRandom } from '../support/seeded-random';
import { startTestService, type TestService } from '../support/test-service';

/** 20,000 commands and 1,000 positions in the full campaign, which takes its time. */
const COMMANDS = sized({ daily: 1_000, full: 20_000 });
const POSITIONS = sized({ daily: 100, full: 1_000 });

jest.setTimeout(60 * 60_000);

interface Engine {
  readonly name: string;
  readonly start: () => Promise<{
    readonly service: TestService;
    readonly stop: () => Promise<void>;
  }>;
}

const ENGINES: readonly Engine[] = [
  {
    name: 'PostgreSQL',
    start: async () => {
      const service = await startTestService();
      return { service, stop: () => service.stop() };
    },
  },
  {
    name: 'the double of an EventStoreDB',
    start: async () => {
      const double = await startEventStoreDbDouble();
      const service = await startTestService({
        engine: 'eventstoredb',
        url: double.connectionString,
      });
      const stop = async (): Promise<void> => {
        await service.stop();
        await double.stop();
      };
      return { service, stop };
    },
  },
];

describe(`${COMMANDS} commands, by the seed ${SEED}`, () => {
  it.each(ENGINES)('on $name are the same past in an export and in the service', async (engine) => {
    const { service, stop } = await engine.start();
    try {
      const random = seededRandom(SEED);
      const operator = await service.person({ '*': ['administrator', 'support'] });
      const account = await AuditedAccount.open(operator, random);
      expect(await account.change(COMMANDS)).toBeGreaterThan(COMMANDS / 3);
      const authorization = `Bearer ${await service.token({ '*': ['auditor'] })}`;
      const url = `/v1/accounts/${account.accountId}/export`;
      const answer = await service.application.inject({ url, headers: { authorization } });
      const told = ToldAccount.of(answer.body);
      for (let index = 0; index < POSITIONS; index += 1) {
        const position = pick(random, told.positions());
        const then = told.upTo(position);
        const [id, siteId] = pick(random, then.chargers());
        const asked = `/v1/sites/${siteId}/chargers/${id}?asOf=${position}`;
        expect(then.charger(id)).toEqual((await granted(operator('GET', asked))).body);
      }
    } finally {
      await stop();
    }
  });
});
