import { type StreamName } from '@chargebook/event-store';
import {
  BOOK_KEY,
  BOOK_POOL,
  EVENT_CATALOGUE,
  EVENT_STORE,
  PARSE_EVENT,
  PROJECTION_WAITER,
  READ_POOL,
  WEBHOOK_NETWORKS,
} from '@chargebook/http';
import { IDENTITY_POOL, SESSION_KEY } from '@chargebook/identity';
import { Claims, CommandRunner, FactsReader, StreamFolds, StreamPast } from '@chargebook/kernel';
import { PolicyRunner } from '@chargebook/policies';
import { ProjectionRunner } from '@chargebook/projections';
import { type DynamicModule, Global, type InjectionToken, Logger, Module } from '@nestjs/common';

import { CONTEXTS } from './contexts';
import { type Engines } from './engines';
import { catalogueOf } from './parse-event';
import { policyReporter } from './policy-work';

const ENGINES = Symbol('ENGINES');

/** The name of the engine that keeps the log. */
export const LOG_ENGINE = Symbol('LOG_ENGINE');

/** Hands the engines, and the write path on top of them, to whoever asks by class or token. */
@Global()
@Module({})
export class EnginesModule {
  /** `engines` is called when the providers are made: not where only the routes are looked at. */
  static with(engines: () => Engines, webhookNetworks: readonly string[]): DynamicModule {
    const providers = [
      { provide: ENGINES, useFactory: engines },
      partOf(LOG_ENGINE, ({ engine }) => engine),
      partOf(EVENT_STORE, ({ store }) => store),
      partOf(BOOK_KEY, ({ bookKey }) => bookKey),
      partOf(SESSION_KEY, ({ sessionKey }) => sessionKey),
      partOf(IDENTITY_POOL, ({ pool }) => pool),
      { provide: WEBHOOK_NETWORKS, useValue: webhookNetworks },
      partOf(BOOK_POOL, ({ pool }) => pool),
      partOf(PARSE_EVENT, ({ parse }) => parse),
      { provide: EVENT_CATALOGUE, useValue: catalogueOf(AGGREGATES) },
      partOf(READ_POOL, ({ readPool }) => readPool),
      partOf(PROJECTION_WAITER, ({ projections }) => projections),
      partOf(ProjectionRunner, ({ projections }) => projections),
      partOf(FactsReader, ({ store }) => new FactsReader(store)),
      partOf(StreamFolds, foldsOf),
      partOf(StreamPast, ({ store }) => new StreamPast(store)),
      { provide: CommandRunner, inject: [ENGINES, StreamFolds], useFactory: runnerOf },
      {
        provide: PolicyRunner,
        inject: [ENGINES, CommandRunner, FactsReader],
        useFactory: policiesOf,
      },
    ];
    return { module: EnginesModule, providers, exports: providers };
  }
}

const AGGREGATES = CONTEXTS.flatMap(({ aggregates }) => aggregates);

function partOf<Part>(provide: InjectionToken<Part>, useFactory: (engines: Engines) => Part) {
  return { provide, inject: [ENGINES], useFactory };
}

function foldsOf({ store, snapshots }: Engines): StreamFolds {
  const logger = new Logger('snapshots');
  const onTrouble = (stream: StreamName, cause: unknown): void =>
    logger.warn({ stream, err: cause }, 'a snapshot was not had or not kept: the log is read');
  const kept = { table: snapshots, onTrouble };
  return new StreamFolds({ store, aggregates: AGGREGATES, snapshots: kept });
}

function runnerOf({ store }: Engines, folds: StreamFolds): CommandRunner {
  const clock = Date.now;
  const claims = new Claims({ store, folds, clock });
  const logger = new Logger('claims');
  const onClaimLeft = (cause: unknown): void =>
    logger.warn({ err: cause }, 'a claim was not let go');
  return new CommandRunner({ folds, claims, clock, onClaimLeft });
}

function policiesOf(engines: Engines, runner: CommandRunner, reader: FactsReader): PolicyRunner {
  const { pool, store, parse } = engines;
  const tools = { runner, reader };
  const policies = CONTEXTS.flatMap((context) => (context.policies ?? []).map((of) => of(tools)));
  return new PolicyRunner({ pool, store, parse, policies, report: policyReporter() });
}
