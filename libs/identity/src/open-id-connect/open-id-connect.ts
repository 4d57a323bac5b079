import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';

import { type IdentityOptions, type ProviderOptions } from '../identity-options';
import { type ExternalIdentity } from '../people';
import { IDENTITY_OPTIONS } from '../tokens';
import { type Flow } from './flow-cookie';

const ANSWER_WITHIN_SECONDS = 10;
const SCOPE = 'openid email';
const CALLBACK = '/auth/openid-connect/callback';

/** Somebody as the provider has just said who he is. */
export interface ProvenIdentity extends ExternalIdentity {
  /** Undefined where the provider has not confirmed that it is his. */
  readonly email: string | undefined;
}

/** Somebody's way to the provider. */
export interface Departure {
  readonly url: URL;
  readonly checks: Omit<Flow, 'returnTo'>;
}

/**
 * The code flow of OpenID Connect with PKCE, with the provider that the service was set up with.
 */
@Injectable()
export class OpenIdConnect {
  private configuration: Promise<Configuration> | undefined;

  constructor(@Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions) {}

  get isSetUp(): boolean {
    return this.options.provider !== undefined;
  }

  /** @throws Error when the provider does not describe itself */
  async depart(): Promise<Departure> {
    const configuration = await this.described();
    const checks = {
      state: randomState(),
      nonce: randomNonce(),
      codeVerifier: randomPKCECodeVerifier(),
    };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.callbackUrl('').href,
      scope: SCOPE,
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await calculatePKCECodeChallenge(checks.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url, checks };
  }

  /**
   * `search` is the query that the provider sent the browser back with.
   * @throws Error when it refused, or when anything is not as it must be
   */
  async arrive(search: string, { state, nonce, codeVerifier }: Flow): Promise<ProvenIdentity> {
    const configuration = await this.described();
    const tokens = await authorizationCodeGrant(configuration, this.callbackUrl(search), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('the provider sent no ID token');
    const { iss: issuer, sub: subject } = claims;
    const told =
      claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint
        ? await fetchUserInfo(configuration, tokens.access_token, subject)
        : claims;
    const { email, email_verified: isVerified } = told;
    const isConfirmed = isVerified === true && typeof email === 'string';
    return { issuer, subject, email: isConfirmed ? email : undefined };
  }

  private callbackUrl(search: string): URL {
    const { publicUrl } = this.options;
    if (publicUrl === undefined) throw new Error('the public address is not known');
    return new URL(`${CALLBACK}${search}`, publicUrl);
  }

  /** Asked for when it is needed first: a provider that is away stops no start. */
  private described(): Promise<Configuration> {
    const { provider } = this.options;
    if (provider === undefined) throw new Error('no identity provider is set up');
    this.configuration ??= discover(provider).catch((error: unknown) => {
      this.configuration = undefined;
      throw error;
    });
    return this.configuration;
  }
}

function discover({ issuer, clientId, clientSecret }: ProviderOptions): Promise<Configuration> {
  const isLocal = issuer.protocol === 'http:';
  return discovery(issuer, clientId, undefined, secretAs(clientSecret), {
    timeout: ANSWER_WITHIN_SECONDS,
    // The setting takes http for an issuer on this very machine alone.
    ...(isLocal && { execute: [allowInsecureRequests] }),
  });
}

/** In the way that the provider takes it; without a word about that it is the header. */
function secretAs(clientSecret: string): ClientAuth {
  return (...circumstances) => {
    const [{ token_endpoint_auth_methods_supported: methods }] = circumstances;
    const isPosted =
      methods?.includes('client_secret_post') === true && !methods.includes('client_secret_basic');
    const authenticate = isPosted ? ClientSecretPost : ClientSecretBasic;
    authenticate(clientSecret)(...circumstances);
  };
}
