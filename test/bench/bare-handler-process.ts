import 'reflect-metadata';

import { randomUUID } from 'node:crypto';

import { openPool } from '@chargebook/database';
import {
  Access,
  AccountResolvers,
  EVENT_STORE,
  BOOK_KEY,
  PROJECTION_WAITER,
  httpAdapter,
  HttpModule,
  localTokenRules,
  nestLoggerOn,
  Public,
  structuredLogger,
} from '@chargebook/http';
import { AddChargerDto } from '@chargebook/site';
import { Body, Controller, Get, Global, Inject, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Pool } from 'pg';

import { readConfig } from '../../apps/api/src/config';

const POOL = Symbol('POOL');
const MAX_CONNECTIONS = 10;
const TABLE = `create table if not exists public.bare_charger (
  id uuid primary key, site_id uuid not null, charger json not null)`;
const INSERT = 'insert into public.bare_charger (id, site_id, charger) values ($1, $2, $3)';

/** What adding a charger would cost if there were nothing to it but a row. */
@Controller()
class BareController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get('health/ready')
  @Public()
  ready(): { readonly isReady: true } {
    return { isReady: true };
  }

  @Post('v1/sites/:siteId/chargers')
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator'] })
  async add(
    @Param('siteId') siteId: string,
    @Body() charger: AddChargerDto,
  ): Promise<AddChargerDto & { readonly id: string }> {
    const id = randomUUID();
    await this.pool.query(INSERT, [id, siteId, JSON.stringify(charger)]);
    return { id, ...charger };
  }
}

@Module({ controllers: [BareController] })
class BareModule {
  constructor(resolvers: AccountResolvers) {
    resolvers.add('site', () => Promise.resolve('11111111-1111-4111-8111-111111111111'));
  }
}

/** What the edge asks for beside a context, and what this handler never uses. */
@Global()
@Module({
  providers: [
    { provide: POOL, useFactory: poolOf },
    ...[EVENT_STORE, PROJECTION_WAITER].map((provide) => ({ provide, useValue: {} })),
    { provide: BOOK_KEY, useValue: Buffer.alloc(32) },
  ],
  exports: [POOL, EVENT_STORE, PROJECTION_WAITER, BOOK_KEY],
})
class BareEnginesModule {}

async function poolOf(): Promise<Pool> {
  const { databaseUrl: url = '' } = readConfig(process.env);
  const pool = openPool({
    url,
    applicationName: 'bare handler',
    maxConnections: MAX_CONNECTIONS,
    statementTimeoutMs: 0,
  });
  await pool.query(TABLE);
  return pool;
}

async function serve(): Promise<void> {
  const { dataDir, logLevel } = readConfig(process.env);
  const logger = structuredLogger(logLevel);
  const http = HttpModule.with({
    tokenRules: await localTokenRules(dataDir),
    maxFailuresPerMinute: 600,
  });
  const application = await NestFactory.create<NestFastifyApplication>(
    { module: BareModule, imports: [BareEnginesModule, http] },
    httpAdapter({}, { logger }),
    { bodyParser: false, logger: nestLoggerOn(logger) },
  );
  await application.listen(0, '127.0.0.1');
  process.stdout.write(`The bare handler is at ${await application.getUrl()}\n`);
  process.once('SIGTERM', () => process.exit(0));
}

void serve();
