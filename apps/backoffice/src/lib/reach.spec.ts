import { reach } from './reach';

const ADDRESS = 'http://book.example/v1/me';
/** A browser, and the service that it asks. */
const browser = { fetch: globalThis.fetch };

/** Nothing ever comes back, until the request is broken off. */
function silence(_request: unknown, { signal }: RequestInit = {}): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

/** The name of the error that it ends with. */
function endOf(asked: Promise<Response>): Promise<string> {
  return asked.then(
    () => 'an answer',
    ({ name }: Error) => name,
  );
}

describe('A request', () => {
  afterEach(() => {
    globalThis.fetch = browser.fetch;
  });

  it('that nothing answers is told of in the end', async () => {
    globalThis.fetch = silence as typeof fetch;
    expect(await endOf(reach(new Request(ADDRESS), 20))).toBe('Unreachable');
  });

  it('that is not wanted any more ends as whoever asked ended it', async () => {
    globalThis.fetch = silence as typeof fetch;
    const asker = new AbortController();
    const asked = endOf(reach(new Request(ADDRESS, { signal: asker.signal })));
    asker.abort();
    expect(await asked).toBe('AbortError');
  });

  it('that is answered gives what was answered', async () => {
    globalThis.fetch = () => Promise.resolve(new Response('good'));
    expect(await (await reach(new Request(ADDRESS))).text()).toBe('good');
  });
});
