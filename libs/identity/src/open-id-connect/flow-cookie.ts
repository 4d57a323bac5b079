import { cookieOf } from '@chargebook/http';
import { fastifyCookie } from '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';

import { type IdentityOptions } from '../identity-options';
import { IDENTITY_OPTIONS, SESSION_KEY } from '../tokens';

/** What must be the same when the provider sends somebody back: only this browser knows it. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
}

const NAME = 'chargebook_flow';
const PATH = '/auth/openid-connect';
const ALGORITHM = 'HS256';
const AUDIENCE = 'chargebook-flow';

/** Whoever needs longer at the provider begins again. */
const VALID_SECONDS = 600;

/**
 * The cookie between leaving for the provider and coming back. It is sent along when another site
 * leads here, which a strict one would not be; it is signed, and good for ten minutes.
 */
@Injectable()
export class FlowCookie {
  constructor(
    @Inject(SESSION_KEY) private readonly key: Buffer,
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
  ) {}

  async write(flow: Flow): Promise<string> {
    const token = await new SignJWT({ ...flow })
      .setProtectedHeader({ alg: ALGORITHM })
      .setAudience(AUDIENCE)
      .setExpirationTime(`${VALID_SECONDS}s`)
      .sign(new Uint8Array(this.key));
    return this.cookie(token, VALID_SECONDS);
  }

  /** Undefined where the browser has none, or one that is too old or not ours. */
  async read(request: FastifyRequest): Promise<Flow | undefined> {
    const token = cookieOf(request, NAME);
    if (token === undefined) return undefined;
    const rules = { algorithms: [ALGORITHM], audience: AUDIENCE };
    const verified = await jwtVerify(token, new Uint8Array(this.key), rules).catch(() => undefined);
    return verified && (verified.payload as JWTPayload & Flow);
  }

  /** It serves once. */
  clear(): string {
    return this.cookie('', 0);
  }

  private cookie(value: string, maxAge: number): string {
    const secure = this.options.publicUrl?.protocol === 'https:';
    const settings = { path: PATH, httpOnly: true, sameSite: 'lax', secure, maxAge } as const;
    return fastifyCookie.serialize(NAME, value, settings);
  }
}
