import { HttpModule, type HttpOptions } from '@chargebook/http';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

import { CONTEXTS } from './contexts';
import { type Engines } from './engines';
import { EnginesModule } from './engines.module';
import { HealthController } from './health.controller';
import { MeController } from './me.controller';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';

export interface AppOptions {
  readonly http: HttpOptions;
  readonly engines: () => Engines;
  /** False in a process that projects alone: it tells of its health and nothing else. */
  readonly servesContexts: boolean;
}

/** The process as one tree of modules; it composes and holds no rule. */
@Module({})
export class AppModule {
  static with({ http, engines, servesContexts }: AppOptions): DynamicModule {
    const operation = [HealthController, MetricsController];
    return {
      module: AppModule,
      imports: [
        CqrsModule.forRoot(),
        HttpModule.with(http),
        EnginesModule.with(engines),
        ...(servesContexts ? CONTEXTS.map(({ module }) => module) : []),
      ],
      controllers: servesContexts ? [...operation, MeController] : operation,
      providers: [Metrics],
      exports: [Metrics],
    };
  }
}
