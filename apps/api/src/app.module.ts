import { HttpModule, type HttpOptions } from '@chargebook/http';
import { IdentityModule, type IdentityOptions } from '@chargebook/identity';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

import { CONTEXTS } from './contexts';
import { type Engines } from './engines';
import { EnginesModule } from './engines.module';
import { HealthController } from './health.controller';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { PolicyWork, WORKS_POLICIES } from './policy-work';

export interface AppOptions {
  readonly http: HttpOptions;
  readonly identity: IdentityOptions;
  readonly engines: () => Engines;
  /** Private networks that webhooks may reach. */
  readonly webhookNetworks: readonly string[];
  /** False in a process that projects alone: it tells of its health and nothing else. */
  readonly servesContexts: boolean;
  /** False in a process that keeps no read models: it leaves policies to others, too. */
  readonly worksPolicies: boolean;
}

/** The process as one tree of modules; it composes and holds no rule. */
@Module({})
export class AppModule {
  static with({ http, identity, engines, webhookNetworks, ...does }: AppOptions): DynamicModule {
    const served = [IdentityModule.with(identity), ...CONTEXTS.map(({ module }) => module)];
    return {
      module: AppModule,
      imports: [
        CqrsModule.forRoot(),
        HttpModule.with(http),
        EnginesModule.with(engines, webhookNetworks),
        ...(does.servesContexts ? served : []),
      ],
      controllers: [HealthController, MetricsController],
      providers: [Metrics, PolicyWork, { provide: WORKS_POLICIES, useValue: does.worksPolicies }],
      exports: [Metrics],
    };
  }
}
