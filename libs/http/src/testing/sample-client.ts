import { mkdtemp, rm } from 'node:fs/promises';
import { type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { localTokenRules, signLocalToken } from '../local-token-key';
import { sampleApplication, SAMPLE_ACCOUNT, SAMPLE_SITE } from './sample-application';
import { type TokenRules } from '../token-verifier';

export const LAMPS = `/v1/sites/${SAMPLE_SITE}/lamps`;
export const LAMP = `${LAMPS}/33333333-3333-4333-8333-333333333333`;
export const GOOD_LAMP = { name: 'a', limitAmps: 1 };

export type Someone = 'administrator' | 'viewer' | 'everywhere' | 'stranger' | 'nobody';

export interface Sent {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD' | 'PUT';
  readonly as?: Someone;
  /** A string is sent as it is, all else as JSON. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Got {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export interface SampleClient {
  readonly rules: TokenRules;
  readonly tokens: Readonly<Record<Someone, string>>;
  send(url: string, sent?: Sent): Promise<Got>;
  add(sent?: Sent): Promise<Got>;
  stop(): Promise<void>;
}

/** The sample application with a client that knows tokens of several people. */
export async function startSample(): Promise<SampleClient> {
  const directory = await mkdtemp(join(tmpdir(), 'edge-'));
  const rules = await localTokenRules(directory);
  const application = await sampleApplication(rules);
  const tokens = await tokensOf(directory);
  const send = async (url: string, sent: Sent = {}): Promise<Got> => {
    const { method = 'GET', as = 'administrator', body } = sent;
    const headers = headersOf(sent, tokens[as]);
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const request = { method, url, headers, ...(body === undefined ? {} : { payload }) };
    const answer = await application.inject(request);
    const isJson = String(answer.headers['content-type']).includes('json') && answer.body !== '';
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson ? answer.json<Record<string, unknown>>() : {},
      text: answer.body,
    };
  };
  const stop = async (): Promise<void> => {
    await application.close();
    await rm(directory, { recursive: true });
  };
  const add = (sent: Sent = {}) => send(LAMPS, { method: 'POST', body: GOOD_LAMP, ...sent });
  return { rules, tokens, send, add, stop };
}

function headersOf({ body, headers }: Sent, token: string): Record<string, string> {
  return {
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
}

async function tokensOf(directory: string): Promise<Record<Someone, string>> {
  const sign = (roles: Record<string, ['administrator' | 'viewer']>): Promise<string> =>
    signLocalToken(directory, { actor: { id: 'ann', roles }, ttlSeconds: 60 });
  return {
    administrator: await sign({ [SAMPLE_ACCOUNT]: ['administrator'] }),
    viewer: await sign({ [SAMPLE_ACCOUNT]: ['viewer'] }),
    everywhere: await sign({ '*': ['administrator'] }),
    stranger: await sign({ '55555555-5555-4555-8555-555555555555': ['administrator'] }),
    nobody: '',
  };
}
