import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type CryptoKey, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

import { FailedAttempts } from './failed-attempts';
import { localTokenRules, signLocalToken } from './local-token-key';
import { type TokenRules, TokenVerifier } from './token-verifier';

const ACCOUNT = '11111111-1111-4111-8111-111111111111';
const NOW_MS = 1_800_000_000_000;
const CLAIMS = {
  sub: 'ann',
  roles: { '*': ['viewer'] },
  iss: 'i',
  aud: 'a',
  exp: NOW_MS / 1_000 + 60,
};

let privateKey: CryptoKey;
let rules: TokenRules;
let directory: string;

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA');
  privateKey = pair.privateKey;
  rules = { keys: () => Promise.resolve(pair.publicKey), issuer: 'i', audience: 'a' };
  directory = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterAll(() => rm(directory, { recursive: true }));

const verifier = (nowMs: () => number = () => NOW_MS) => new TokenVerifier(rules, nowMs);
const sign = (claims: JWTPayload): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);

describe('a bearer token', () => {
  it('names its actor and the roles per account', async () => {
    const roles = { [ACCOUNT.toUpperCase()]: ['support', 'viewer'], '*': [] };
    expect(await verifier().verify(await sign({ ...CLAIMS, roles }))).toEqual({
      actor: { id: 'ann', roles: { [ACCOUNT]: ['support', 'viewer'], '*': [] } },
      expiresAtMs: NOW_MS + 60_000,
    });
  });

  it.each<[string, JWTPayload]>([
    ['expired', { ...CLAIMS, exp: NOW_MS / 1_000 - 1 }],
    ['without an end', { sub: 'ann', roles: CLAIMS.roles, iss: 'i', aud: 'a' }],
    ['not yet good', { ...CLAIMS, nbf: NOW_MS / 1_000 + 30 }],
    ['of another audience', { ...CLAIMS, aud: 'b' }],
    ['of another issuer', { ...CLAIMS, iss: 'j' }],
    ['of nobody', { roles: CLAIMS.roles, iss: 'i', aud: 'a', exp: CLAIMS.exp }],
    ['of a name too long', { ...CLAIMS, sub: 'x'.repeat(256) }],
    ['of a name with a line break', { ...CLAIMS, sub: 'a\nb' }],
    ['without roles', { ...CLAIMS, roles: undefined }],
    ['with roles in a list', { ...CLAIMS, roles: ['viewer'] }],
    ['with an unknown role', { ...CLAIMS, roles: { '*': ['owner'] } }],
    ['with a role that is no list', { ...CLAIMS, roles: { '*': 'viewer' } }],
    ['with roles for no account', { ...CLAIMS, roles: { acme: ['viewer'] } }],
  ])('%s is not valid', async (_name, claims) => {
    expect(await verifier().verify(await sign(claims))).toBeUndefined();
  });

  it('that is unsigned, tampered with, of another key or no token is not valid', async () => {
    const good = await sign(CLAIMS);
    const [head, , signature] = good.split('.');
    const other = Buffer.from(JSON.stringify({ ...CLAIMS, sub: 'eve' })).toString('base64url');
    const stranger = await generateKeyPair('EdDSA');
    const foreign = new SignJWT(CLAIMS).setProtectedHeader({ alg: 'EdDSA' });
    const shared = new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256' });
    const wrong = [
      new UnsecuredJWT(CLAIMS).encode(),
      `${head}.${other}.${signature}`,
      await foreign.sign(stranger.privateKey),
      await shared.sign(Buffer.alloc(32, 1)),
      '',
      'x',
      'a.b.c',
      '..',
      `${good}x`,
    ];
    const same = verifier();
    expect((await same.verify(good))?.actor.id).toBe('ann');
    for (const token of wrong) expect(await same.verify(token)).toBeUndefined();
  });

  it('is remembered only until it expires', async () => {
    let nowMs = NOW_MS;
    const same = verifier(() => nowMs);
    const token = await sign(CLAIMS);
    expect(await same.verify(token)).toBe(await same.verify(token));
    nowMs += 60_000;
    expect(await same.verify(token)).toBeUndefined();
  });

  it('asks to try again when the keys cannot be fetched', async () => {
    const keys = () => Promise.reject(new TypeError('fetch failed'));
    const asked = new TokenVerifier({ keys }, () => NOW_MS).verify(await sign(CLAIMS));
    await expect(asked).rejects.toMatchObject({ code: 'busy' });
  });
});

describe('the local key', () => {
  it('is made once, also by many at the same moment, and is the owner’s alone', async () => {
    const folder = join(directory, 'new');
    const actor = { id: 'ann', roles: { '*': ['viewer'] as const } };
    const signed = await Promise.all(
      Array.from({ length: 8 }, () => signLocalToken(folder, { actor, ttlSeconds: 60 })),
    );
    const local = new TokenVerifier(await localTokenRules(folder));
    const verified = await Promise.all(signed.map((token) => local.verify(token)));
    expect(verified.map((token) => token?.actor)).toEqual(signed.map(() => actor));
    expect(await readdir(folder)).toEqual(['token-key.json']);
    expect((await stat(join(folder, 'token-key.json'))).mode & 0o777).toBe(0o600);
  });
});

describe('requests without a valid token', () => {
  it('are counted anew each minute and apart for each address', () => {
    let nowMs = 0;
    const failures = new FailedAttempts(2, () => nowMs);
    expect([failures.count('a'), failures.count('a'), failures.count('a')]).toEqual([0, 0, 60]);
    expect(failures.count('b')).toBe(0);
    nowMs = 59_500;
    expect(failures.count('a')).toBe(1);
    nowMs = 60_000;
    expect(failures.count('a')).toBe(0);
  });
});
