import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface LocalKey {
  readonly privateKey: KeyObject;
  /** The public part as PEM, which anybody may know. */
  readonly publicText: string;
}

/** The key pair that tokens of the place are signed with; it must have been made already. */
export async function localKeyOf(dataDir: string): Promise<LocalKey> {
  const text = await readFile(join(dataDir, 'token-key.json'), 'utf8');
  const key = JSON.parse(text) as JsonWebKey;
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  const publicText = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return { privateKey, publicText };
}
