import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** As the service is set up with it. */
export interface OpenIdProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs somebody in there who was led to the address, and gives the one he is led back to. */
  pass(address: string, login: string): Promise<string>;
  /** As `pass`, but he turns back at the first page. */
  turnBack(address: string): Promise<string>;
  stop(): Promise<void>;
}

const CLIENT_ID = 'chargebook';
const CLIENT_SECRET = 'a secret of tests';
const MOST_STEPS = 12;

/** Starts a provider that leads people back to the service at this origin. */
export async function startOpenIdProvider(publicUrl: string): Promise<OpenIdProvider> {
  const redirectUri = `${publicUrl}/auth/openid-connect/callback`;
  const script = join(__dirname, 'openid-provider-process.mjs');
  const command = [script, CLIENT_ID, CLIENT_SECRET, redirectUri];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const issuer = await addressOf(child);
  return {
    issuer,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    pass: (address, login) => new Visit(publicUrl).untilBack(address, login),
    turnBack: (address) => new Visit(publicUrl).untilBack(address, undefined),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** Its output is read to the end: a provider that cannot say its warnings ends. */
function addressOf({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const [, issuer] = /ready at (\S+)\n/.exec(text) ?? [];
      if (issuer !== undefined) resolve(issuer);
    });
    stdout?.once('end', () => reject(new Error(`the provider ended: ${text}`)));
  });
}

/** One browser at the provider. */
class Visit {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly home: string) {}

  /** Follows where the provider leads, fills in its forms, and stops before the way home. */
  async untilBack(address: string, login: string | undefined): Promise<string> {
    let next = address;
    let form: string | undefined;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (next.startsWith(this.home)) return next;
      const answer = await this.send(next, form);
      const location = answer.headers.get('location');
      form = undefined;
      if (location !== null) next = new URL(location, next).href;
      else [next, form] = this.filledIn(next, await answer.text(), login);
    }
    throw new Error(`the provider leads nowhere: ${next}`);
  }

  private filledIn(
    address: string,
    page: string,
    login: string | undefined,
  ): [string, string | undefined] {
    if (login === undefined) return [`${address}/abort`, undefined];
    const [, prompt] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
    if (prompt === undefined) throw new Error(`the provider says: ${page}`);
    return [address, new URLSearchParams({ prompt, login, password: 'any' }).toString()];
  }

  private async send(address: string, form: string | undefined): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { cookie, ...(form !== undefined && type) },
      ...(form !== undefined && { method: 'POST', body: form }),
    });
    for (const text of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }
}
