import { createHash } from 'node:crypto';

import { type Actor } from '@chargebook/kernel';
import {
  errors,
  type JWTPayload,
  jwtVerify,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
} from 'jose';
import { LRUCache } from 'lru-cache';

import { tryAgain } from './problem';
import { actorOfClaims } from './token-claims';

const MAX_CACHED_TOKENS = 10_000;

/** Signatures by private keys alone: a shared secret, or none, proves nothing here. */
const ALGORITHMS = 'EdDSA Ed25519 ES256 ES384 ES512 PS256 PS384 PS512 RS256 RS384 RS512'.split(' ');

export interface TokenRules {
  readonly keys: JWTVerifyGetKey;
  /** Those of private keys when not said. */
  readonly algorithms?: readonly string[];
  /** Who the claims of a good token name; as the claims say when not said. */
  readonly actorOf?: (claims: JWTPayload) => Promise<Actor | undefined>;
  /** A verified token is looked at again after so long; when it expires when not said. */
  readonly rememberedForMs?: number;
  readonly issuer?: string;
  readonly audience?: string;
}

export interface VerifiedToken {
  readonly actor: Actor;
  readonly expiresAtMs: number;
}

/** Checks bearer tokens; a verified one is remembered by its hash until it expires. */
export class TokenVerifier {
  private readonly known = new LRUCache<string, VerifiedToken>({ max: MAX_CACHED_TOKENS });
  private readonly options: JWTVerifyOptions;

  constructor(
    private readonly rules: TokenRules,
    private readonly nowMs: () => number = Date.now,
  ) {
    const { issuer, audience, algorithms = ALGORITHMS } = rules;
    this.options = {
      algorithms: [...algorithms],
      requiredClaims: ['exp', 'sub'],
      ...(issuer === undefined ? {} : { issuer }),
      ...(audience === undefined ? {} : { audience }),
    };
  }

  /**
   * Undefined for a token that is not valid.
   * @throws Problem `busy` when the keys to check it with cannot be fetched
   */
  async verify(token: string): Promise<VerifiedToken | undefined> {
    const hash = createHash('sha256').update(token).digest('base64');
    const known = this.known.get(hash);
    if (known !== undefined && known.expiresAtMs > this.nowMs()) return known;
    const claims = await this.claimsOf(token);
    if (claims?.exp === undefined) return undefined;
    const { actorOf = actorOfClaims, rememberedForMs = Infinity } = this.rules;
    const actor = await actorOf(claims);
    if (actor === undefined) return undefined;
    const expiresAtMs = Math.min(claims.exp * 1_000, this.nowMs() + rememberedForMs);
    const verified = { actor, expiresAtMs };
    this.known.set(hash, verified);
    return verified;
  }

  private async claimsOf(token: string): Promise<JWTPayload | undefined> {
    try {
      const currentDate = new Date(this.nowMs());
      const { payload } = await jwtVerify(token, this.rules.keys, { ...this.options, currentDate });
      return payload;
    } catch (error) {
      if (isOfToken(error)) return undefined;
      throw tryAgain(
        'busy',
        'The keys that tokens are checked with cannot be fetched just now.',
        5,
      );
    }
  }
}

/** All that jose finds wrong with a token, as against keys that could not be fetched. */
function isOfToken(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false;
  if (error instanceof errors.JOSEError) return error.code !== 'ERR_JOSE_GENERIC';
  // A malformed header or key of another type: a TypeError that names no failed fetch.
  return error instanceof TypeError && error.message !== 'fetch failed';
}
