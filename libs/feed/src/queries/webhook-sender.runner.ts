import { createHmac, randomBytes } from 'node:crypto';
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

import { type WebhookAddresses } from './webhook-address.runner';

const SECRET_PREFIX = 'whsec_';
const SECRET_BYTES = 32;
const MAX_ANSWER_BYTES = 64 * 1024;
const ANSWER_WITHIN_MS = 15_000;
const IDLE_SOCKET_MS = 5_000;
/** As `ECONNREFUSED`; those of Node.js itself begin otherwise, and say what they mean. */
const SYSTEM_CODE = /^E(?!RR_)[A-Z_]+$/;

export interface Delivery {
  /** Of the event: by it the receiver knows a repeat. */
  readonly id: string;
  readonly text: string;
  readonly nowMs: number;
}

/** Undefined when the receiver took it, else why not. */
export type SendOutcome = string | undefined;

export function newWebhookSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** The headers of Standard Webhooks, with a signature of id, time and body. */
export function signedHeaders(secret: string, { id, text, nowMs }: Delivery) {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const timestamp = String(Math.floor(nowMs / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

export interface Receiver {
  readonly url: string;
  readonly secret: string;
}

/** Sends to one receiver, by connections that are kept while there is something to send. */
export class WebhookSender {
  private readonly url: URL;
  private readonly agent: HttpAgent;

  constructor(
    private readonly receiver: Receiver,
    private readonly addresses: WebhookAddresses,
    private readonly withinMs = ANSWER_WITHIN_MS,
  ) {
    this.url = new URL(receiver.url);
    const options = { keepAlive: true, timeout: IDLE_SOCKET_MS };
    this.agent = this.isSecure ? new HttpsAgent(options) : new HttpAgent(options);
  }

  /** Never rejects: whatever goes wrong is why it was not taken. */
  async send(delivery: Delivery): Promise<SendOutcome> {
    try {
      this.addresses.refuseLiteral(this.url);
      const status = await this.post(delivery);
      if (status >= 200 && status < 300) return undefined;
      const isRedirect = status >= 300 && status < 400;
      return isRedirect ? `answered ${status}: redirects are not followed` : `answered ${status}`;
    } catch (error) {
      return reasonOf(error);
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private get isSecure(): boolean {
    return this.url.protocol === 'https:';
  }

  private post(delivery: Delivery): Promise<number> {
    return new Promise((resolve, reject) => {
      const request = this.open(delivery);
      const late = setTimeout(() => {
        request.destroy(new Error(`did not answer within ${this.withinMs / 1_000} s`));
      }, this.withinMs);
      request.once('error', reject);
      // It is no answer to change the protocol, and what nobody listens for is no error either.
      request.once('upgrade', (answer, socket) => {
        socket.destroy();
        resolve(answer.statusCode ?? 0);
      });
      request.once('close', () => clearTimeout(late));
      request.once('response', (answer) => drain(answer, () => resolve(answer.statusCode ?? 0)));
      request.end(delivery.text);
    });
  }

  private open(delivery: Delivery): ClientRequest {
    const { url, agent, addresses } = this;
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'content-length': Buffer.byteLength(delivery.text),
      'user-agent': 'Chargebook',
      ...signedHeaders(this.receiver.secret, delivery),
    };
    const options = { method: 'POST', headers, agent, lookup: addresses.lookupFor(url) };
    return this.isSecure ? httpsRequest(url, options) : httpRequest(url, options);
  }
}

/** What the system says beside its code names the address that was tried, which is not told. */
function reasonOf(error: unknown): string {
  const { code = '', syscall, message } = error as Partial<NodeJS.ErrnoException>;
  if (!SYSTEM_CODE.test(code)) return message ?? String(error);
  return syscall === undefined ? code : `${syscall} ${code}`;
}

/** What a receiver says beside the status is not looked at, nor waited for without end. */
function drain(answer: IncomingMessage, done: () => void): void {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) answer.destroy();
  });
  answer.once('error', () => undefined);
  answer.once('close', done);
}
