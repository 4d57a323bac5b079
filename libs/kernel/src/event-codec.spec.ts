import { decodeEvent, encodeEvent, ForeignEvent, NewerVersionNeeded } from './event-codec';
import { metadataWith, recordedEvent } from './testing/recorded-events';
import { SHELF } from './testing/shelf';

const { schemas } = SHELF;

const metadata = (members: Parameters<typeof metadataWith>[0]) => {
  return { metadata: JSON.stringify(metadataWith(members)) };
};

describe('An event that is decoded', () => {
  it('is what was encoded', () => {
    const event = { type: 'BoxNoted', data: { box: 'a', note: '„ü“ \u0007 😀' } };
    const metadata = metadataWith({ takes: [{ claimId: 'claim-label-l@0', thing: 'a' }] });
    const recorded = { ...recordedEvent('', {}), ...encodeEvent('id', event, metadata) };
    expect(decodeEvent(recorded, schemas)).toEqual({ ...event, metadata });
  });

  it.each([
    { schemaVersion: 1, data: { box: 'a', number: 7 } },
    { schemaVersion: 2, data: { box: 'a', amount: 7 } },
    { schemaVersion: 3, data: { box: 'a', count: 7 } },
  ])('of version $schemaVersion comes up to the present one', ({ schemaVersion, data }) => {
    const { data: present } = decodeEvent(
      recordedEvent('BoxCounted', data, { schemaVersion }),
      schemas,
    );
    expect(present).toEqual({ box: 'a', count: 7 });
  });

  it.each([
    ['of a version beyond ours', recordedEvent('BoxCounted', {}, { schemaVersion: 4 })],
    ['of a type that is not ours', recordedEvent('BoxPainted', {})],
    ['of a type named like what every object has', recordedEvent('constructor', {})],
    ["of the kernel's, in a later version", recordedEvent('Claimed', {}, { schemaVersion: 2 })],
  ])('%s asks for a newer service', (_, recorded) => {
    expect(() => decodeEvent(recorded, schemas)).toThrow(NewerVersionNeeded);
  });

  it('of the kernel needs no schema of the context', () => {
    const recorded = recordedEvent('ClaimAbandoned', { claimId: 'claim-label-l@0' });
    expect(decodeEvent(recorded, {}).data).toEqual({ claimId: 'claim-label-l@0' });
  });

  it.each(['Claimed', 'Released', 'ClaimAbandoned'])('of the kernel, %s, has its texts', (type) => {
    const broken = recordedEvent(type, { holder: 'shelf-s', thing: 7, claimId: null });
    expect(() => decodeEvent(broken, {})).toThrow(ForeignEvent);
  });

  it('is foreign where a way up to the present version fails', () => {
    const upcasts = [({ notes }: Record<string, unknown>) => ({ count: (notes as []).length })];
    const recorded = recordedEvent('BoxNoted', { notes: null });
    const decode = () => decodeEvent(recorded, { BoxNoted: { upcasts } });
    expect(decode).toThrow(ForeignEvent);
  });

  it.each([
    ['data without JSON', { data: '{"box":' }],
    ['data that is a list', { data: '[]' }],
    ['data that is null', { data: 'null' }],
    ['metadata without JSON', { metadata: '' }],
    ['metadata of others', { metadata: '{"$correlationId":"c"}' }],
    ['no command', { metadata: JSON.stringify({ ...metadataWith(), command: null }) }],
    ['no time', { metadata: JSON.stringify({ ...metadataWith(), recordedAt: 5 }) }],
    ['no version', { metadata: JSON.stringify({ ...metadataWith(), schemaVersion: 0 }) }],
    ['half a version', { metadata: JSON.stringify({ ...metadataWith(), schemaVersion: 1.5 }) }],
    ['a time that is none', metadata({ recordedAt: 'noon' as never })],
    ['no fingerprint', metadata({ command: { id: 'c' } as never })],
    ['a touch of nothing', metadata({ touches: [null] as never })],
    ['a claim that is none', metadata({ takes: [null] as never })],
    ['a drop of no text', metadata({ drops: [7] as never })],
    ['no touches', { metadata: JSON.stringify({ ...metadataWith(), touches: 'a' }) }],
  ])('with %s is foreign', (_, members) => {
    const recorded = { ...recordedEvent('BoxNoted', {}), ...members };
    expect(() => decodeEvent(recorded, schemas)).toThrow(ForeignEvent);
  });
});
