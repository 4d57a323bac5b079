import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inTransaction } from '@chargebook/database';
import { signLocalToken } from '@chargebook/http';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import pino from 'pino';

import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { createApplication } from './application';
import { readConfig } from './config';
import { type Engines, openEngines } from './engines';

const logger = pino({ level: 'silent' });

let dataDir: string;
let database: TestDatabase;
let engines: Engines;
let application: NestFastifyApplication;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'application-'));
  database = await createTestDatabase();
  engines = await openEngines({
    places: { databaseUrl: database.url, log: { engine: 'postgres' } },
    projections: 'only',
    listTimeoutMs: 50,
    onNotice: () => undefined,
    onReport: () => undefined,
  });
  const config = readConfig({ DATA_DIR: dataDir });
  application = await createApplication({ config, engines, logger });
  await engines.projections.untilFilled();
}, 60_000);

afterAll(async () => {
  await application.close();
  await engines.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const tokenOf = (id: string) => {
  const actor = { id, roles: { '*': ['viewer'] as const } };
  return signLocalToken(dataDir, { actor, ttlSeconds: 60 });
};

const get = (url: string, headers: Record<string, string> = {}) =>
  application.inject({ method: 'GET', url, headers });

describe('the service', () => {
  it('says that it is alive and of use', async () => {
    expect((await get('/health/live')).json()).toEqual({ isAlive: true });
    const ready = await get('/health/ready');
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toMatchObject({ isReady: true, engine: 'postgres', parkedCount: 0 });
  });

  it('tells people who they are', async () => {
    const me = await get('/v1/me', { authorization: `Bearer ${await tokenOf('ann')}` });
    expect(me.json()).toEqual({
      subject: 'ann',
      roles: { '*': ['viewer'] },
      name: null,
      email: null,
    });
    expect((await get('/v1/me')).statusCode).toBe(401);
  });

  it('ends a list that takes longer than it may', async () => {
    const list = async () =>
      get('/v1/accounts', { authorization: `Bearer ${await tokenOf('ann')}` });
    const inTheWay = await inTransaction(engines.pool, async (client) => {
      const named = `select format('%I.%I', schemaname, tablename) as name from pg_tables`;
      const { rows } = await client.query(`${named} where tablename like 'account_list_v%'`);
      await client.query(`lock table ${rows.map(({ name }) => name).join(', ')}`);
      return list();
    });
    expect(inTheWay.statusCode).toBe(503);
    expect(inTheWay.json()).toMatchObject({ code: 'query-too-slow' });
    expect(inTheWay.headers['retry-after']).toMatch(/^\d+$/);
    expect((await list()).statusCode).toBe(200);
  });

  it('counts what it does, for Prometheus', async () => {
    await get('/v1/me');
    const metrics = await get('/metrics');
    expect(metrics.headers['content-type']).toContain('text/plain');
    expect(metrics.body).toContain('method="GET",route="/v1/me",status="401"');
    expect(metrics.body).toContain('chargebook_streams_open 0');
    expect(metrics.body).toMatch(/chargebook_projection_lag_seconds\{group="[^"]+"\} 0/);
  });

  it('describes itself, with pages that need nothing from elsewhere', async () => {
    const document = (await get('/openapi.json')).json<{ paths: Record<string, object> }>();
    expect(document.paths).toHaveProperty(['/v1/me', 'get']);
    const page = await get('/docs');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect((await get('/docs/swagger-ui-bundle.js')).statusCode).toBe(200);
  });
});
