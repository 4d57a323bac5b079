import { openPool } from '@chargebook/database';
import { type Problem } from '@chargebook/http';
import { type Pool } from 'pg';

import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database';
import { loadSessionKey } from '../identity-schema';
import { type SignInAttempt, SignInDelays } from './sign-in-delays';

let database: TestDatabase;
let pool: Pool;
let delays: SignInDelays;

beforeAll(async () => {
  database = await createTestDatabase();
  const options = { applicationName: 'spec', maxConnections: 10, statementTimeoutMs: 0 };
  pool = openPool({ url: database.url, ...options });
  delays = new SignInDelays(pool, await loadSessionKey(pool));
});
beforeEach(() => pool.query('delete from identity.sign_in_delay'));
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** As if so many seconds had passed. */
const pass = (seconds: number) =>
  pool.query(
    `update identity.sign_in_delay set
      blocked_until = blocked_until - make_interval(secs => $1),
      forgotten_at = forgotten_at - make_interval(secs => $1)`,
    [seconds],
  );

/** Seconds that the attempt is told to wait; 0 when it is taken. */
async function attempt(wish: Partial<SignInAttempt> = {}): Promise<number> {
  try {
    await delays.attempt({ email: 'sam@field.example', address: '10.0.0.1', ...wish });
    return 0;
  } catch (error) {
    const { code, content } = error as Problem;
    expect(code).toBe('too-many-requests');
    return Number(content.headers?.['retry-after']);
  }
}

/** The pause after each further failure, each waited for; none of them from one address. */
async function pausesOf(count: number, email: string): Promise<readonly number[]> {
  const pauses: number[] = [];
  for (let failure = 0; failure < count; failure += 1) {
    expect(await attempt({ email, address: `10.0.1.${failure}` })).toBe(0);
    const pause = await attempt({ email, address: `10.0.2.${failure}` });
    pauses.push(pause);
    // The look at it was no failure: it was sent away. One that was taken is let off again.
    if (pause === 0) await delays.discount({ email, address: `10.0.2.${failure}` });
    await pass(301);
  }
  return pauses;
}

describe('The pause after failures', () => {
  it('doubles from the fourth on, up to five minutes, for one account', async () => {
    const pauses = [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300];
    expect(await pausesOf(pauses.length, 'Sam@field.example')).toEqual(pauses);
  });

  it('grows for one address, whatever accounts are tried from there', async () => {
    const waits: number[] = [];
    for (let guess = 0; guess < 26; guess += 1) {
      waits.push(await attempt({ email: `${guess}@field.example` }));
      await pass(waits.at(-1) ?? 0);
    }
    expect(waits.slice(0, 21)).toEqual(Array.from({ length: 21 }, () => 0));
    expect(waits.slice(21)).toEqual([1, 0, 2, 0, 4]);
    expect(await attempt({ email: 'new@field.example', address: '10.0.0.2' })).toBe(0);
  });

  it('takes a network of IPv6 for one address', async () => {
    for (let guess = 0; guess < 21; guess += 1) {
      const address = `2001:db8:1:2::${guess.toString(16)}`;
      expect(await attempt({ email: `${guess}@field.example`, address })).toBe(0);
    }
    expect(await attempt({ email: 'x@y.example', address: '2001:db8:1:2:3:4:5:6' })).toBe(1);
    expect(await attempt({ email: 'x@y.example', address: '2001:db8:1:3::1' })).toBe(0);
  });

  it('counts attempts that come at once, each of them', async () => {
    const waits = await Promise.all(Array.from({ length: 20 }, () => attempt()));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(4);
  });

  it('begins anew once somebody got in, and when a day has passed', async () => {
    const email = 'sam@field.example';
    for (const _failure of [1, 2, 3]) await attempt();
    await delays.forgive({ email, address: '10.0.0.1' });
    expect(await pausesOf(4, email)).toEqual([0, 0, 0, 1]);
    await pass(86_401);
    expect(await pausesOf(4, email)).toEqual([0, 0, 0, 1]);
  });

  it('is no matter of those at the address who get in, nor of their next one', async () => {
    for (let guess = 0; guess < 24; guess += 1) {
      expect(await attempt({ email: `${guess}@field.example` })).toBe(0);
      await pass(16);
    }
    for (const email of ['ada@field.example', 'bea@field.example', 'cleo@field.example']) {
      expect(await attempt({ email })).toBe(0);
      await delays.forgive({ email, address: '10.0.0.1' });
    }
    expect(await attempt({ email: 'a.guess@field.example' })).toBe(0);
    expect(await attempt({ email: 'dora@field.example' })).toBe(16);
  });

  it('of one account makes nobody else at its address wait', async () => {
    await pausesOf(10, 'sam@field.example');
    expect(await attempt()).toBe(0);
    for (let again = 0; again < 30; again += 1) expect(await attempt()).toBeGreaterThan(60);
    for (const email of ['lee@field.example', 'mia@field.example']) {
      expect(await attempt({ email })).toBe(0);
    }
  });

  it('keeps no address as such, and nothing for ever', async () => {
    await attempt();
    const { rows } = await pool.query('select * from identity.sign_in_delay');
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/sam|10\.0/);
    await pass(100_000);
    await attempt({ email: 'lee@field.example', address: '10.0.0.9' });
    expect((await pool.query('select 1 from identity.sign_in_delay')).rows).toHaveLength(2);
  });
});
