import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';

import { AccessGuard } from './access.guard';
import { AccountResolvers } from './account-resolvers';
import { Authenticator, type CookieVerifier } from './authenticator';
import { CursorCodec } from './cursor';
import { DeclaredAccessCheck } from './declared-access';
import { Downloads } from './downloads';
import { EnvelopePipe } from './envelope.pipe';
import { EventStreams } from './event-streams';
import { FailedAttempts } from './failed-attempts';
import { Freshness } from './freshness';
import { Lists } from './lists';
import { AsOf } from './past/as-of';
import { Histories } from './past/histories';
import { ProblemCatalogue } from './problem-catalogue';
import { ProblemPagesController } from './problem-pages.controller';
import { ProblemFilter } from './problem.filter';
import { sessionCookieNames } from './session-cookies';
import { type TokenRules, TokenVerifier } from './token-verifier';
import { SESSION_RULES, type SessionRules } from './tokens';
import { RequestValidationPipe } from './validation.pipe';

export interface HttpOptions {
  readonly tokenRules: TokenRules;
  /** Requests without a valid token that one address may make in a minute. */
  readonly maxFailuresPerMinute: number;
}

/**
 * Guard, validation, problems and the rest that every controller needs. The process provides
 * EVENT_STORE, BOOK_KEY and PROJECTION_WAITER in a global module beside this one, and SESSION_RULES
 * where people sign in.
 */
@Global()
@Module({})
export class HttpModule {
  static with(options: HttpOptions): DynamicModule {
    const exported = [
      AccountResolvers,
      ProblemCatalogue,
      CursorCodec,
      { provide: Downloads, useFactory: () => new Downloads() },
      { provide: EventStreams, useFactory: () => new EventStreams() },
      Freshness,
      Lists,
      AsOf,
      Histories,
      ProblemFilter,
    ];
    return {
      module: HttpModule,
      imports: [DiscoveryModule],
      controllers: [ProblemPagesController],
      providers: [
        ...exported,
        EnvelopePipe,
        DeclaredAccessCheck,
        {
          provide: Authenticator,
          inject: [{ token: SESSION_RULES, optional: true }],
          useFactory: (sessions?: SessionRules) => authenticatorOf(options, sessions),
        },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useClass: RequestValidationPipe },
        { provide: APP_FILTER, useExisting: ProblemFilter },
      ],
      exports: exported,
    };
  }
}

function authenticatorOf(
  { tokenRules, maxFailuresPerMinute }: HttpOptions,
  sessions: SessionRules | undefined,
): Authenticator {
  return new Authenticator({
    bearer: new TokenVerifier(tokenRules),
    session: sessions && cookieVerifierOf(sessions),
    failures: new FailedAttempts(maxFailuresPerMinute),
  });
}

function cookieVerifierOf({ tokenRules, publicUrl }: SessionRules): CookieVerifier {
  const { session: cookie } = sessionCookieNames(publicUrl?.protocol === 'https:');
  return { verifier: new TokenVerifier(tokenRules), cookie, publicUrl };
}
