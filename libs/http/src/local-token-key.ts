import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

import { type Actor } from '@chargebook/kernel';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

import { type TokenRules } from './token-verifier';

const FILE_NAME = 'token-key.json';
const ALGORITHM = 'EdDSA';
const ISSUER = 'chargebook-local';
const AUDIENCE = 'chargebook';

/** How tokens of the key pair in the folder are checked; makes the pair if there is none. */
export async function localTokenRules(dataDir: string): Promise<TokenRules> {
  const { d: _private, ...publicPart } = await localKey(dataDir);
  const key = await importJWK(publicPart, ALGORITHM);
  return { keys: () => Promise.resolve(key), issuer: ISSUER, audience: AUDIENCE };
}

/** A signed bearer token of the key pair in the folder, valid for `ttlSeconds` from now. */
export async function signLocalToken(
  dataDir: string,
  { actor, ttlSeconds }: { readonly actor: Actor; readonly ttlSeconds: number },
): Promise<string> {
  const key = await importJWK(await localKey(dataDir), ALGORITHM);
  const nowSeconds = Math.floor(Date.now() / 1_000);
  return new SignJWT({ roles: actor.roles })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setSubject(actor.id)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + ttlSeconds)
    .sign(key);
}

async function localKey(dataDir: string): Promise<JWK> {
  const path = join(dataDir, FILE_NAME);
  const text = (await readIfThere(path)) ?? (await madeOnce(dataDir, path));
  try {
    return JSON.parse(text) as JWK;
  } catch {
    throw new Error(`${path} does not hold a token key`);
  }
}

/** Of two processes that start at once one makes the file; `link` never replaces. */
async function madeOnce(dataDir: string, path: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const draft = join(dataDir, `.${FILE_NAME}.${randomUUID()}`);
  try {
    await writeSecret(draft, await newKeyText());
    await link(draft, path).catch(unless('EEXIST'));
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}

async function newKeyText(): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
}

async function writeSecret(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(unless('ENOENT'));
}

function unless(code: string): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (error.code !== code) throw error;
    return undefined;
  };
}
