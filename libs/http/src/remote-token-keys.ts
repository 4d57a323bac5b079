import { createRemoteJWKSet } from 'jose';

import { type TokenRules } from './token-verifier';

const FETCH_TIMEOUT_MS = 5_000;

export interface RemoteIssuer {
  readonly jwksUrl: URL;
  readonly issuer?: string;
  readonly audience?: string;
}

/** The rules by which tokens of somebody else's keys are checked; keys are fetched when needed. */
export function remoteTokenRules({ jwksUrl, ...expected }: RemoteIssuer): TokenRules {
  return {
    keys: createRemoteJWKSet(jwksUrl, { timeoutDuration: FETCH_TIMEOUT_MS }),
    ...expected,
  };
}
