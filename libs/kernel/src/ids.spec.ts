import * as fc from 'fast-check';
import { v5 } from 'uuid';

import { categoryOf, commandIdOf, derivedId, eventIdOf, newThingId, streamNameOf } from './ids';

describe('A derived id', () => {
  it('is the same whenever it is made from the same parts', () => {
    expect(derivedId('a', 'b')).toBe(derivedId('a', 'b'));
    expect(derivedId('a', 'b')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  });

  it('is the UUIDv5 of its parts', () => {
    const namespace = '6f0e0b57-6d0c-5f0f-9a51-6c1b8a5d2f10';
    const isOfUuid = (part: string): boolean =>
      derivedId(part) === v5(new TextEncoder().encode(`${part.length}:${part}`), namespace);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), isOfUuid), { numRuns: 500 });
  });

  it('is another one for other parts, wherever one part ends and the next begins', () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom('1', '2', ':', 'a', 'ü') }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(parts, parts, (first, second) => {
        const isSame = JSON.stringify(first) === JSON.stringify(second);
        return (derivedId(...first) === derivedId(...second)) === isSame;
      }),
      { numRuns: 2_000 },
    );
    expect(derivedId('1:a')).not.toBe(derivedId('a'));
    expect(derivedId('a', '')).not.toBe(derivedId('', 'a'));
    expect(derivedId('a1:b')).not.toBe(derivedId('a', 'b'));
  });

  it('of a command changes with each of actor, key, method and path', () => {
    const intent = { actorId: 'anna', key: 'k', method: 'POST', path: '/v1/things' };
    const others = [
      { ...intent, actorId: 'bert' },
      { ...intent, key: 'l' },
      { ...intent, method: 'PATCH' },
      { ...intent, path: '/v1/others' },
    ];
    const ids = [intent, ...others].map(commandIdOf);
    expect(new Set(ids).size).toBe(5);
  });

  it('of an event changes with command, fingerprint, stream, revision, index and metadata', () => {
    const stream = streamNameOf('shelf', 's');
    const where = { stream, revision: 1n, index: 0 };
    const parts = { commandId: 'c', fingerprint: 'f', ...where, metadata: '{}' };
    const others = [
      { ...parts, commandId: 'd' },
      { ...parts, fingerprint: 'g' },
      { ...parts, stream: streamNameOf('shelf', 't') },
      { ...parts, revision: 2n },
      { ...parts, index: 1 },
      { ...parts, metadata: '{"reason":"r"}' },
    ];
    expect(new Set([parts, ...others].map(eventIdOf)).size).toBe(7);
  });

  it('of a new thing is met under no other kind, nor as a command', () => {
    const commandId = commandIdOf({ actorId: 'a', key: 'b', method: 'c', path: 'd' });
    const ids = [commandId, newThingId(commandId, 'box'), newThingId(commandId, 'shelf')];
    expect(new Set(ids).size).toBe(3);
  });
});

describe('A category', () => {
  it('is the part before the first dash', () => {
    expect(categoryOf(streamNameOf('claim', 'label-a-b'))).toBe('claim');
  });
});
