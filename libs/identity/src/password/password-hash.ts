import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What one hash costs; it is written into each, so that other figures can follow these. */
interface Cost {
  /** Exponent of N: memory is 128 × r × 2^n bytes. */
  readonly log2N: number;
  readonly blockSize: number;
  readonly parallelism: number;
}

/** One of OWASP's equal choices, 32 MiB a hash: a few at once must fit beside the service. */
const COST: Cost = { log2N: 15, blockSize: 8, parallelism: 3 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;

const STORED = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)$/;

/** The hash in the PHC string format: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return textOf(salt, await derive(password, salt, COST));
}

/** What no password leads to; looking for one that does costs what any other hash costs. */
export const NOBODYS_HASH = textOf(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));

/** @throws Error for what `hashPassword` did not make */
export async function isPasswordOf(stored: string, password: string): Promise<boolean> {
  const [, log2N, blockSize, parallelism, salt = '', hash = ''] = STORED.exec(stored) ?? [];
  if (log2N === undefined) throw new Error('what is stored is no hash of a password');
  const cost = {
    log2N: Number(log2N),
    blockSize: Number(blockSize),
    parallelism: Number(parallelism),
  };
  const derived = await derive(password, Buffer.from(salt, 'base64'), cost);
  return timingSafeEqual(derived, Buffer.from(hash, 'base64'));
}

/** The same letters may be typed in several ways: they are brought into one form first. */
function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const { log2N, blockSize, parallelism } = cost;
  const settings = {
    N: 2 ** log2N,
    r: blockSize,
    p: parallelism,
    maxmem: 2 * 128 * blockSize * 2 ** log2N,
  };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, settings, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
}

function textOf(salt: Buffer, hash: Buffer): string {
  const { log2N, blockSize, parallelism } = COST;
  const figures = `ln=${log2N},r=${blockSize},p=${parallelism}`;
  return `$scrypt$${figures}$${base64(salt)}$${base64(hash)}`;
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
