import { MACHINERY_PROBLEMS, PROBLEMS_EXTENSION } from '@chargebook/http';
import { type OpenAPIObject } from '@nestjs/swagger';

import { describeProblems } from './describe-problems';

const RULE = { status: 422, title: 'Too bright', explanation: 'A lamp has a bound.' };

function described(path: string, method: 'get' | 'post' | 'patch', extra: object = {}) {
  const operation = { responses: { 200: { description: 'Good.' } }, ...extra };
  const document = { paths: { [path]: { [method]: operation } } } as unknown as OpenAPIObject;
  const found = describeProblems(document).paths[path]?.[method];
  return (found ?? { responses: {} }) as unknown as {
    responses: Record<string, { content?: Record<string, { examples: object }> }>;
  };
}

const codesAt = (path: string, method: 'get' | 'post' | 'patch', extra?: object): string[] =>
  Object.values(described(path, method, extra).responses).flatMap(({ content }) =>
    Object.keys(content?.['application/problem+json']?.examples ?? {}),
  );

describe('the described problems', () => {
  it('are left away where no token is asked for', () => {
    expect(codesAt('/health/live', 'get')).toEqual([]);
  });

  it('hold the rules of the route, and lose the mark that they came by', () => {
    const extra = { [PROBLEMS_EXTENSION]: { 'lamp-too-bright': RULE } };
    expect(codesAt('/v1/lamps', 'post', extra)).toContain('lamp-too-bright');
    expect(described('/v1/lamps', 'post', extra)).not.toHaveProperty(PROBLEMS_EXTENSION);
  });

  it('differ between reading, listing, making and changing', () => {
    expect(codesAt('/v1/lamps/{id}', 'get')).not.toContain('cursor-invalid');
    const cursor = { parameters: [{ name: 'cursor', in: 'query' }] };
    expect(codesAt('/v1/lamps', 'get', cursor)).toContain('cursor-invalid');
    expect(codesAt('/v1/lamps', 'post')).not.toContain('version-required');
    expect(codesAt('/v1/lamps/{id}', 'patch')).toContain('version-required');
    expect(codesAt('/v1/lamps/{id}/retire', 'post')).toContain('version-mismatch');
  });

  it('name the rules in the verdict of a preview, which refuses by none of them', () => {
    const parameters = [{ name: 'If-Match', in: 'header' }];
    const extra = { parameters, [PROBLEMS_EXTENSION]: { 'lamp-too-bright': RULE } };
    const { responses } = described('/v1/lamps/{id}/preview', 'post', extra);
    expect(Object.keys(responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '413',
      '415',
      '429',
      '500',
      '503',
    ]);
    expect(responses['200']).toMatchObject({
      description:
        'What would happen. Refused by `role-missing`, `version-mismatch`, `lamp-too-bright`.',
    });
    expect(codesAt('/v1/lamps/{id}/preview', 'post')).not.toContain('outcome-unknown');
  });

  it('leave none of the machinery out', () => {
    const cursor = { name: 'cursor', in: 'query' };
    const parameters = [cursor, { name: 'Chargebook-At-Least', in: 'header' }];
    const all = [...codesAt('/v1/a', 'get', { parameters }), ...codesAt('/v1/a', 'patch')];
    // The few routes that may be refused by these say so themselves.
    const told = new Set([...all, 'too-many-streams', 'instant-in-future']);
    expect([...told].sort()).toEqual(Object.keys(MACHINERY_PROBLEMS).sort());
  });
});
