import { announceSessionEnd, onSessionEnded, renewSession } from './refresh';

const real = globalThis.fetch;

/** The service answers so, by the path that is asked. */
function answering(statuses: Readonly<Record<string, number>>): string[] {
  const asked: string[] = [];
  const answer = (path: string): Promise<Response> => {
    asked.push(path);
    return Promise.resolve(new Response(null, { status: statuses[path] ?? 404 }));
  };
  globalThis.fetch = answer as typeof fetch;
  return asked;
}

describe('A session', () => {
  afterEach(() => {
    globalThis.fetch = real;
  });

  it('that another tab has renewed is not renewed again', async () => {
    const asked = answering({ '/v1/me': 200 });
    expect(await renewSession()).toBe(true);
    expect(asked).toEqual(['/v1/me']);
  });

  it.each([401, 429])('that is told %p is renewed, once for all who ask', async (status) => {
    const asked = answering({ '/v1/me': status, '/auth/refresh': 204 });
    expect(await Promise.all([renewSession(), renewSession()])).toEqual([true, true]);
    expect(asked).toEqual(['/v1/me', '/auth/refresh']);
  });

  it('is over when its secret is not taken', async () => {
    answering({ '/v1/me': 401, '/auth/refresh': 401 });
    expect(await renewSession()).toBe(false);
  });

  it('is not over because the service is away', async () => {
    answering({ '/v1/me': 401, '/auth/refresh': 503 });
    await expect(renewSession()).rejects.toThrow('just now');
    answering({ '/v1/me': 401, '/auth/refresh': 204 });
    expect(await renewSession()).toBe(true);
  });

  it('tells of its end whoever listens', () => {
    let told = 0;
    const stop = onSessionEnded(() => (told += 1));
    announceSessionEnd();
    stop();
    announceSessionEnd();
    expect(told).toBe(1);
  });
});
