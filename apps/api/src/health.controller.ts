import { type EventStore } from '@chargebook/event-store';
import { EVENT_STORE, HttpAnswer, Public, READ_POOL } from '@chargebook/http';
import { PolicyRunner, type PolicyStatus } from '@chargebook/policies';
import { type GroupStatus, ProjectionRunner } from '@chargebook/projections';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { type Pool } from 'pg';

import { type LogPlace } from './config';
import { LOG_ENGINE } from './engines.module';

interface Readiness {
  readonly isReady: boolean;
  readonly engine: string;
  readonly durability?: string;
  readonly incarnation?: number;
  readonly projections?: readonly GroupStatus[];
  readonly parkedCount?: number;
  /** A policy in trouble makes nobody unready: whoever asks is answered by the facts. */
  readonly policies?: readonly PolicyStatus[];
}

/** For whoever keeps the service running: is it alive, and is it of use. */
@ApiTags('operation')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    @Inject(LOG_ENGINE) private readonly engine: LogPlace['engine'],
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_POOL) private readonly pool: Pool,
    @Inject(ProjectionRunner) private readonly projections: ProjectionRunner,
    @Inject(PolicyRunner) private readonly policies: PolicyRunner,
  ) {}

  @Get('live')
  @ApiOkResponse({ description: 'The process answers.' })
  live(): { readonly isAlive: true } {
    return { isAlive: true };
  }

  @Get('ready')
  @ApiOkResponse({ description: 'Appends and projections work.' })
  @ApiServiceUnavailableResponse({ description: 'The same body, not ready.' })
  async ready(): Promise<HttpAnswer<Readiness>> {
    const readiness = await this.readiness().catch(() => ({ isReady: false, engine: this.engine }));
    const status = readiness.isReady ? 200 : 503;
    return new HttpAnswer(readiness, { 'cache-control': 'no-store' }, status);
  }

  private async readiness(): Promise<Readiness> {
    const [durability, projections, policies] = await Promise.all([
      this.durability(),
      this.projections.status(),
      this.policies.status().catch(() => undefined),
      this.store.head(),
    ]);
    return {
      isReady: projections.every(({ isReady, state }) => isReady && state !== 'failed'),
      engine: this.engine,
      durability,
      incarnation: this.store.identity.incarnation,
      projections,
      parkedCount: projections.reduce((sum, { parkedCount }) => sum + parkedCount, 0),
      ...(policies !== undefined && { policies }),
    };
  }

  /** What an acknowledged write has survived: the server may have been set up to risk more. */
  private async durability(): Promise<string> {
    // EventStoreDB flushes before it answers, and tells only administrators if it was told not to.
    if (this.engine === 'eventstoredb') return 'server';
    const { rows } = await this.pool.query<{ readonly fsync: string }>('show fsync');
    return rows[0]?.fsync === 'on' ? 'fsync' : 'none';
  }
}
