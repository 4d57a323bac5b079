import { once } from 'node:events';
import { type ClientRequest, get as getPlain, type IncomingMessage } from 'node:http';
import { get as getByTls } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import { unlessAborted } from '../interruptions';
import { readOptionFile } from './option-files';
import { type ServerAddress } from './server-address';
import { ServerUnusable } from './server-unusable';

export interface ServerWait {
  readonly address: ServerAddress;
  /** Told once in a while what is waited for. */
  readonly onNotice: (text: string, cause: unknown) => void;
  /** An absent server is waited for so long. */
  readonly waitMs: number;
  /** Ends the wait at once, with its reason. */
  readonly signal: AbortSignal;
}

/** Why a host is not of use; only what is absent may be there later. */
interface Trouble {
  readonly kind: 'absent' | 'refused';
  readonly reason: string;
  readonly cause?: unknown;
}

/** The oldest line that the engine was run on: older ones never say that a reader has caught up. */
const OLDEST = { year: 23, month: 10 };

const ASK_TIMEOUT_MS = 3_000;
const PAUSE_MS = 500;
/** So many pauses are between two notices. */
const TELL_EVERY = 20;

const UNTRUSTED =
  'its certificate is of an authority that is not trusted (tlsCAFile says which are)';

/** What time does not heal, by the code that Node gives it. */
const REFUSALS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  ERR_INVALID_URL: 'that is no address',
  EPROTO: 'it does not speak TLS (tls=false says so)',
};

/**
 * Waits until a server of the connection string says that it is there and of use. One that is
 * absent is waited for, one that time will not mend is refused at once.
 * @throws ServerUnusable
 */
export async function awaitServer(wait: ServerWait): Promise<void> {
  const { address } = wait;
  const servers = `EventStoreDB at ${address.hosts.join(', ')}`;
  const troubleAt = askerOf(address, wait.signal);
  const patientUntilMs = performance.now() + wait.waitMs;
  for (let attempt = 0; ; attempt += 1) {
    const trouble = worstOf(await Promise.all(address.hosts.map(troubleAt)));
    wait.signal.throwIfAborted();
    if (trouble === undefined) return;
    if (trouble.kind === 'refused' || performance.now() > patientUntilMs) {
      throw new ServerUnusable(`${servers} cannot be used: ${trouble.reason}`, trouble);
    }
    const line = `waits for ${servers}: ${trouble.reason}`;
    if (attempt % TELL_EVERY === 0) wait.onNotice(line, trouble.cause);
    await unlessAborted(pause(PAUSE_MS), wait.signal);
  }
}

/** One node of use is enough: the client finds the others through it. */
function worstOf(found: readonly (Trouble | undefined)[]): Trouble | undefined {
  const troubles = found.filter((trouble) => trouble !== undefined);
  if (troubles.length < found.length) return undefined;
  return troubles.find(({ kind }) => kind === 'refused') ?? troubles[0];
}

/** Over HTTP, which the server speaks beside gRPC: its client hides why a cluster was not found. */
function askerOf(
  address: ServerAddress,
  end: AbortSignal,
): (host: string) => Promise<Trouble | undefined> {
  const { usesTls } = address;
  const authority = authorityOf(address);
  const trust = authority && { ca: authority };
  const get = (host: string, signal: AbortSignal): ClientRequest =>
    usesTls
      ? getByTls(`https://${host}/info`, { signal, agent: false, ...trust })
      : getPlain(`http://${host}/info`, { signal, agent: false });
  return async (host) => {
    try {
      const request = get(host, AbortSignal.any([end, AbortSignal.timeout(ASK_TIMEOUT_MS)]));
      const [answer] = (await once(request, 'response')) as [IncomingMessage];
      return troubleWith(await text(answer));
    } catch (cause) {
      return troubleOf(cause, address);
    }
  };
}

function authorityOf({ authorityFile }: ServerAddress): Buffer | undefined {
  return authorityFile === undefined ? undefined : readOptionFile('tlsCAFile', authorityFile);
}

function troubleOf(cause: unknown, { usesTls }: ServerAddress): Trouble {
  const { code = '', name, message } = cause as NodeJS.ErrnoException;
  const refusal = REFUSALS[code];
  if (refusal !== undefined) return { kind: 'refused', reason: refusal, cause };
  if (name === 'AbortError') return { kind: 'absent', reason: 'it does not answer', cause };
  const hint = code === 'ECONNRESET' && !usesTls ? ' (tls=true, if it speaks TLS)' : '';
  return { kind: 'absent', reason: `${message}${hint}`, cause };
}

function troubleWith(about: string): Trouble | undefined {
  const version = /"(?:esVersion|dbVersion)"\s*:\s*"(\d+)\.(\d+)/.exec(about);
  if (version === null) return { kind: 'refused', reason: 'it is no EventStoreDB' };
  const [year = 0, month = 0] = version.slice(1).map(Number);
  if (year > OLDEST.year || (year === OLDEST.year && month >= OLDEST.month)) return undefined;
  const reason = `version ${year}.${month} is older than ${OLDEST.year}.${OLDEST.month}`;
  return { kind: 'refused', reason };
}
