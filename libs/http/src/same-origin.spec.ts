import { type FastifyRequest } from 'fastify';

import { requireSameOrigin } from './same-origin';

interface Told {
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly publicUrl?: string;
  readonly mustBeSaid?: boolean;
}

function judged({ headers = {}, method = 'POST', publicUrl, mustBeSaid = true }: Told): string {
  const request = { method, headers, host: '127.0.0.1:3000' } as unknown as FastifyRequest;
  const rule = { mustBeSaid, publicUrl: publicUrl === undefined ? undefined : new URL(publicUrl) };
  try {
    requireSameOrigin(request, rule);
    return 'taken';
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

const REFUSED = 'cross-site-request';

describe('A request that rests on a cookie', () => {
  it.each<[string, Told, string]>([
    ['from a page of the host', { headers: { origin: 'http://127.0.0.1:3000' } }, 'taken'],
    ['from another port', { headers: { origin: 'http://127.0.0.1:3001' } }, REFUSED],
    ['from another host', { headers: { origin: 'https://evil.example' } }, REFUSED],
    ['from a page without an origin', { headers: { origin: 'null' } }, REFUSED],
    ['that does not say where from', {}, REFUSED],
    ['that only reads', { method: 'GET' }, 'taken'],
    ['that only asks for the head', { method: 'HEAD' }, 'taken'],
    [
      'that the browser calls same-origin',
      { headers: { 'sec-fetch-site': 'same-origin' } },
      'taken',
    ],
    [
      'that the browser calls cross-site, whatever else it says',
      { headers: { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:3000' } },
      REFUSED,
    ],
    ['of a sister host', { headers: { 'sec-fetch-site': 'same-site' } }, REFUSED],
    [
      'from the public address',
      { headers: { origin: 'https://book.example' }, publicUrl: 'https://book.example' },
      'taken',
    ],
    [
      'from the public host without TLS',
      { headers: { origin: 'http://book.example' }, publicUrl: 'https://book.example' },
      REFUSED,
    ],
  ])('%s', (_what, told, verdict) => {
    expect(judged(told)).toBe(verdict);
  });
});

describe('A request that rests on no cookie', () => {
  it('may come from a program, and not from another site', () => {
    expect(judged({ mustBeSaid: false })).toBe('taken');
    expect(judged({ mustBeSaid: false, headers: { origin: 'https://evil.example' } })).toBe(
      REFUSED,
    );
  });
});
