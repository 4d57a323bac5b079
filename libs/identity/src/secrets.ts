import { createHash, randomBytes } from 'node:crypto';

/** More than anybody can guess. */
const SECRET_BYTES = 32;

/** A secret for a URL or a cookie: 43 characters. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What is kept of a secret. It is random and long, so a quick hash tells nothing of it. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
