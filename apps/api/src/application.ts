import {
  type AnswerError,
  httpAdapter,
  localTokenRules,
  nestLoggerOn,
  ProblemFilter,
  remoteTokenRules,
  type TokenRules,
} from '@chargebook/http';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import { type Logger } from 'pino';

import { AppModule } from './app.module';
import { serveBackOffice } from './backoffice';
import { type Config } from './config';
import { serveDocs } from './docs';
import { type Engines } from './engines';
import { Metrics } from './metrics';

/** Requests without a valid token that one address may make in a minute. */
const MAX_FAILURES_PER_MINUTE = 600;

export interface ApplicationParts {
  readonly config: Config;
  readonly engines: Engines;
  readonly logger: Logger;
}

/** The service, ready to listen. */
export async function createApplication(parts: ApplicationParts): Promise<NestFastifyApplication> {
  const { config, engines, logger } = parts;
  const holder: { answerError?: AnswerError } = {};
  const root = AppModule.with({
    http: {
      tokenRules: await tokenRulesOf(config),
      maxFailuresPerMinute: MAX_FAILURES_PER_MINUTE,
    },
    identity: { publicUrl: config.publicUrl, provider: config.provider },
    engines: () => engines,
    webhookNetworks: config.webhookNetworks,
    servesContexts: config.projections !== 'only',
    worksPolicies: config.projections !== 'off',
  });
  const application = await NestFactory.create<NestFastifyApplication>(
    root,
    httpAdapter(holder, { logger, trustedProxies: config.trustedProxies }),
    { bodyParser: false, logger: nestLoggerOn(logger), abortOnError: false },
  );
  const filter = application.get(ProblemFilter);
  holder.answerError = (error, request, reply) => filter.answer(error, request, reply);
  application.get(Metrics).watch(application.getHttpAdapter().getInstance() as FastifyInstance);
  serveDocs(application);
  if (config.projections !== 'only') serveBackOffice(application, config.backOfficeDir);
  await application.init();
  return application;
}

async function tokenRulesOf({ auth, dataDir }: Config): Promise<TokenRules> {
  return auth === undefined ? localTokenRules(dataDir) : remoteTokenRules(auth);
}
