import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlain, type Server } from 'node:http';
import { createServer as createByTls } from 'node:https';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { awaitServer } from './await-server';
import { serverAddressOf } from './server-address';
import { ServerUnusable } from './server-unusable';

const RECIPE = resolve(__dirname, '../../../../docs/how-to/examples/certificates.sh');
/** What the server answers to everybody, cut to what is looked at. */
const ABOUT = '{"esVersion": "23.10.8.0", "state": "leader"}';

const NEVER = new AbortController().signal;

const notices: string[] = [];
let server: Server;

afterEach(() => {
  notices.length = 0;
  server.closeAllConnections();
  server.close();
});

async function listen(started: Server, port = 0): Promise<number> {
  server = started.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function answering(about: string): Server {
  return createPlain((request, answer) => answer.end(request.url === '/info' ? about : ''));
}

function wait(connectionString: string, waitMs = 0, signal = NEVER): Promise<void> {
  const onNotice = (text: string): void => void notices.push(text);
  return awaitServer({ address: serverAddressOf(connectionString), waitMs, onNotice, signal });
}

async function refusal(connectionString: string): Promise<string> {
  const error: unknown = await wait(connectionString, 60_000).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ServerUnusable);
  expect(notices).toEqual([]);
  return (error as Error).message;
}

describe('a server without TLS', () => {
  it('is of use when one host of several is', async () => {
    const port = await listen(answering(ABOUT));
    await expect(wait(`esdb://127.0.0.1:1,127.0.0.1:${port}?tls=false`)).resolves.toBeUndefined();
  });

  it.each([
    ['{"esVersion": "22.10.5.0"}', 'version 22.10 is older than 23.10'],
    ['{"esVersion": "5.0.11.0"}', 'version 5.0 is older than 23.10'],
    ['<html>', 'it is no EventStoreDB'],
  ])('that says %s is refused at once', async (about, reason) => {
    const port = await listen(answering(about));
    expect(await refusal(`esdb://user:secret@127.0.0.1:${port}?tls=false`)).toBe(
      `EventStoreDB at 127.0.0.1:${port} cannot be used: ${reason}`,
    );
  });

  it('is of use when it is newer', async () => {
    const port = await listen(answering('{"dbVersion": "26.0.3"}'));
    await expect(wait(`esdb://127.0.0.1:${port}?tls=false`)).resolves.toBeUndefined();
  });

  it('that is absent is waited for, with a line that says so', async () => {
    const port = await listen(answering(ABOUT));
    server.close();
    const onNotice = (text: string): void => {
      notices.push(text);
      void listen(answering(ABOUT), port);
    };
    const address = serverAddressOf(`esdb://127.0.0.1:${port}?tls=false`);
    await awaitServer({ address, onNotice, waitMs: 60_000, signal: NEVER });
    const line = `waits for EventStoreDB at 127.0.0.1:${port}: connect ECONNREFUSED`;
    expect(notices).toEqual([expect.stringContaining(line)]);
  });

  it('that stays absent is given up, with the reason', async () => {
    const port = await listen(answering(ABOUT));
    server.close();
    await expect(wait(`esdb://127.0.0.1:${port}?tls=false`)).rejects.toThrow(/ECONNREFUSED/);
  });

  it.each([
    ['absent', () => server.close()],
    ['silent', () => server.removeAllListeners('request')],
  ])(
    'that is %s is waited for no longer when the wait is ended',
    async (_, leave) => {
      const port = await listen(answering(ABOUT));
      leave();
      const ending = new AbortController();
      const waiting = wait(`esdb://127.0.0.1:${port}?tls=false`, 60_000, ending.signal);
      setTimeout(() => ending.abort(new Error('enough')), 50);
      await expect(waiting).rejects.toThrow('enough');
    },
    2_000,
  );

  it('is refused when its address is none', async () => {
    await listen(answering(ABOUT));
    expect(await refusal('esdb://127.0.0.999?tls=false')).toMatch(/that is no address$/);
  });

  it('is refused when TLS is asked for', async () => {
    const port = await listen(answering(ABOUT));
    expect(await refusal(`esdb://127.0.0.1:${port}`)).toMatch(/does not speak TLS/);
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const skipped = hasOpenssl ? '' : ' (skipped: there is no openssl to make certificates)';

(hasOpenssl ? describe : describe.skip)(`a server with TLS${skipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const pathOf = (name: string): string => join(folder, name);
  const recipe = (into: string, nodes: readonly string[] = [], environment = {}): void => {
    const env = { ...process.env, ...environment };
    execFileSync('sh', [RECIPE, pathOf(into), ...nodes], { env, stdio: 'pipe' });
  };
  const listenWith = (node: string): Promise<number> => {
    const key = readFileSync(pathOf(`${node}/node.key`));
    const cert = readFileSync(pathOf(`${node}/node.crt`));
    return listen(createByTls({ key, cert }, (_, answer) => answer.end(ABOUT)));
  };
  const trusting = (authority: string, port: number): string =>
    `esdb://user:secret@127.0.0.1:${port}?tlsCAFile=${pathOf(authority)}/trust/ca.crt`;

  beforeAll(() => {
    recipe('own', ['127.0.0.1', 'elsewhere.example']);
    recipe('foreign');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is of use with the certificate of an authority that is trusted', async () => {
    const port = await listenWith('own/127.0.0.1');
    await expect(wait(trusting('own', port))).resolves.toBeUndefined();
  });

  it('is refused when nobody trusted stands for its certificate', async () => {
    const port = await listenWith('own/127.0.0.1');
    expect(await refusal(trusting('foreign', port))).toMatch(/authority that is not trusted/);
    expect(await refusal(`esdb://127.0.0.1:${port}`)).toMatch(/authority that is not trusted/);
  });

  it('is refused when the certificate has expired', async () => {
    recipe('expired', ['127.0.0.1'], { DAYS: '-1' });
    const port = await listenWith('expired/127.0.0.1');
    expect(await refusal(trusting('expired', port))).toMatch(/certificate has expired/);
  });

  it('is refused when the authority cannot be read', async () => {
    const port = await listenWith('own/elsewhere.example');
    expect(await refusal(trusting('absent', port))).toMatch(
      /^tlsCAFile .*absent.* cannot be read$/,
    );
  });

  it('is waited for when it does not say that it speaks TLS', async () => {
    const port = await listenWith('own/elsewhere.example');
    await expect(wait(`esdb://127.0.0.1:${port}?tls=false`)).rejects.toThrow(/tls=true/);
  });
});
