import { BOOK_KEY, EVENT_STORE, PROJECTION_WAITER, READ_POOL } from '@chargebook/http';
import { Claims, CommandRunner, FactsReader, StreamFolds } from '@chargebook/kernel';
import { ProjectionRunner } from '@chargebook/projections';
import { type DynamicModule, Global, Module } from '@nestjs/common';

import { CONTEXTS } from './contexts';
import { type Engines } from './engines';

/** Hands the engines, and the write path on top of them, to whoever asks by class or token. */
@Global()
@Module({})
export class EnginesModule {
  static with({ store, bookKey, readPool, projections }: Engines): DynamicModule {
    const clock = Date.now;
    const folds = new StreamFolds(
      store,
      CONTEXTS.flatMap(({ aggregates }) => aggregates),
    );
    const claims = new Claims({ store, folds, clock });
    const providers = [
      { provide: EVENT_STORE, useValue: store },
      { provide: BOOK_KEY, useValue: bookKey },
      { provide: READ_POOL, useValue: readPool },
      { provide: PROJECTION_WAITER, useValue: projections },
      { provide: ProjectionRunner, useValue: projections },
      { provide: StreamFolds, useValue: folds },
      { provide: FactsReader, useValue: new FactsReader(store) },
      { provide: CommandRunner, useValue: new CommandRunner({ folds, claims, clock }) },
    ];
    return { module: EnginesModule, providers, exports: providers };
  }
}
