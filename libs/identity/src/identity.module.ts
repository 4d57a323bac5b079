import { ProblemCatalogue, SESSION_RULES, type SessionRules } from '@chargebook/http';
import { type DynamicModule, Global, Module } from '@nestjs/common';

import { FirstAdministrators } from './first-administrators';
import { AuthEdge } from './http/auth-edge';
import { LinkController } from './http/link.controller';
import { OpenIdConnectController } from './http/open-id-connect.controller';
import { SignInController } from './http/sign-in.controller';
import { WelcomeLinks } from './http/welcome-links';
import { type IdentityOptions } from './identity-options';
import { IDENTITY_PROBLEMS } from './identity.problems';
import { Links } from './links';
import { FlowCookie } from './open-id-connect/flow-cookie';
import { OpenIdConnect } from './open-id-connect/open-id-connect';
import { PasswordSetting } from './password/password-setting';
import { Passwords } from './password/passwords';
import { SignInDelays } from './password/sign-in-delays';
import { People } from './people';
import { PersonDetails } from './person-details';
import { Sessions } from './session/sessions';
import { SessionTokens } from './session/session-tokens';
import { SignIn } from './session/sign-in';
import { IDENTITY_OPTIONS } from './tokens';
import { UserAccess } from './user-access';

/** For whoever keeps users. */
const OFFERED = [FirstAdministrators, Links, People, PersonDetails, UserAccess, WelcomeLinks];

const OWN = [
  AuthEdge,
  FlowCookie,
  OpenIdConnect,
  Passwords,
  PasswordSetting,
  Sessions,
  SessionTokens,
  SignIn,
  SignInDelays,
];

/**
 * People, their secrets and their sessions, and the routes of signing in. The process provides
 * IDENTITY_POOL and SESSION_KEY in a global module beside this one, and a context tells
 * `UserAccess` what users may do.
 */
@Global()
@Module({})
export class IdentityModule {
  static with(options: IdentityOptions): DynamicModule {
    return {
      module: IdentityModule,
      controllers: [SignInController, LinkController, OpenIdConnectController],
      providers: [
        ...OFFERED,
        ...OWN,
        { provide: IDENTITY_OPTIONS, useValue: options },
        {
          provide: SESSION_RULES,
          inject: [SessionTokens],
          useFactory: (tokens: SessionTokens): SessionRules => ({
            tokenRules: tokens.rules(),
            publicUrl: options.publicUrl,
          }),
        },
      ],
      exports: [...OFFERED, SESSION_RULES],
    };
  }

  constructor(problems: ProblemCatalogue) {
    problems.add(IDENTITY_PROBLEMS);
  }
}
