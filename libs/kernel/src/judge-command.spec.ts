import { type CommandEnvelope } from './envelope';
import { type Judgement, judgeCommand } from './judge-command';
import { foldOfEvents, recordedEvent } from './testing/recorded-events';
import { type ShelfCommand } from './testing/shelf';
import { ACCOUNT, shelfRequest, SUPPORTER } from './testing/shelf-requests';

const made = { id: 'make', fingerprint: 'f', effect: 'created', thing: 'a' } as const;
const SHELF_WITH_A_BOX = [
  recordedEvent('ShelfAdded', { account: ACCOUNT }, { touches: ['shelf'] }),
  recordedEvent(
    'BoxAdded',
    { box: 'a', label: null, notes: [] },
    { touches: ['a'], command: made },
  ),
];
const BOX_IS_GONE = recordedEvent('BoxRemoved', { box: 'a' }, { touches: ['a'] });

const STRANGER = { id: 'eve', roles: { 'account-2': ['administrator'] } } as const;
const VIEWER = { id: 'vic', roles: { [ACCOUNT]: ['viewer'] } } as const;

function judge(
  command: ShelfCommand,
  envelope: Partial<CommandEnvelope> = {},
  events = SHELF_WITH_A_BOX,
): Judgement {
  return judgeCommand(shelfRequest('s', command, envelope) as never, foldOfEvents(...events));
}

function refusalOf(judgement: Judgement) {
  return judgement.kind === 'refused' ? judgement.refusal : judgement.kind;
}

const COUNT = { kind: 'count-box', box: 'a', count: 7 } as const;
const TOO_HIGH = { kind: 'count-box', box: 'a', count: 101 } as const;
const SAME = { kind: 'count-box', box: 'a', count: 0 } as const;

describe('A command is judged in this order', () => {
  it('first, whether the actor may come here: what is of another account is not found', () => {
    const repeat = { commandId: 'make', fingerprint: 'f', ifMatch: 'missing' } as const;
    expect(refusalOf(judge(COUNT, { ...repeat, actor: STRANGER }))).toEqual({ kind: 'not-found' });
    expect(refusalOf(judge(COUNT, { ...repeat, actor: VIEWER }))).toEqual({
      kind: 'role-missing',
      role: 'administrator',
      pointer: '',
    });
  });

  it('then, whether it was carried out before: its version is not looked at again', () => {
    const repeat = { commandId: 'make', fingerprint: 'f', ifMatch: 0n } as const;
    expect(judge(COUNT, repeat).kind).toBe('replay');
    const otherBody = { ...repeat, fingerprint: 'g', ifMatch: 'missing' } as const;
    expect(refusalOf(judge(COUNT, otherBody))).toEqual({ kind: 'key-reused' });
  });

  it('then, whether the thing is there', () => {
    const unknown = { ...COUNT, box: 'b' };
    expect(refusalOf(judge(unknown, { ifMatch: 'missing' }))).toEqual({ kind: 'not-found' });
  });

  it('then, whether the client saw its present version', () => {
    expect(refusalOf(judge(TOO_HIGH, { ifMatch: 'missing' }))).toEqual({
      kind: 'version-required',
    });
    expect(refusalOf(judge(SAME, { ifMatch: 0n }))).toEqual({
      kind: 'version-mismatch',
      current: 1n,
    });
  });

  it('then, whether anything would change: what asks for nothing needs no role', () => {
    expect(judge(SAME, { ifMatch: 1n })).toEqual({ kind: 'unchanged' });
    const supportOnly = { id: 'sue', roles: { [ACCOUNT]: ['support'] } } as const;
    expect(judge(SAME, { actor: supportOnly })).toEqual({ kind: 'unchanged' });
    expect(refusalOf(judge(COUNT, { actor: supportOnly }))).toMatchObject({
      kind: 'role-missing',
      role: 'administrator',
    });
  });

  it('then, whether the roles cover every change', () => {
    expect(refusalOf(judge(TOO_HIGH))).toEqual({
      kind: 'role-missing',
      role: 'support',
      pointer: '/count',
    });
  });

  it('last, whether the rules allow it', () => {
    expect(refusalOf(judge(TOO_HIGH, { actor: SUPPORTER }))).toEqual({
      kind: 'rules',
      rejections: [{ code: 'count-too-high', pointer: '/count', count: 101, max: 100 }],
    });
    expect(judge(COUNT, { ifMatch: 1n }).kind).toBe('accepted');
  });
});

describe('A stream that is not there', () => {
  it('is not found', () => {
    expect(refusalOf(judge(COUNT, {}, []))).toEqual({ kind: 'not-found' });
  });

  it('is made by who may do so in the account that shall own it', () => {
    const add = { kind: 'add-shelf', account: ACCOUNT } as const;
    expect(judge(add, {}, []).kind).toBe('accepted');
    expect(refusalOf(judge(add, { actor: STRANGER }, []))).toEqual({ kind: 'not-found' });
  });
});

describe('A repeat', () => {
  it('finds no more what it made, when that is gone', () => {
    const add = { kind: 'add-box', box: 'a' } as const;
    const repeat = { commandId: 'make', fingerprint: 'f' };
    expect(judge(add, repeat).kind).toBe('replay');
    const events = [...SHELF_WITH_A_BOX, BOX_IS_GONE];
    expect(refusalOf(judge(add, repeat, events))).toEqual({ kind: 'not-found' });
  });

  it('of a removal is a replay, though the thing is gone', () => {
    const command = { id: 'remove', fingerprint: 'r', effect: 'removed', thing: 'a' } as const;
    const gone = recordedEvent('BoxRemoved', { box: 'a' }, { touches: ['a'], command });
    const repeat = { commandId: 'remove', fingerprint: 'r', ifMatch: 'missing' } as const;
    const remove = { kind: 'remove-box', box: 'a' } as const;
    expect(judge(remove, repeat, [...SHELF_WITH_A_BOX, gone]).kind).toBe('replay');
  });
});

describe('The system itself', () => {
  it('needs no role, but the rules bind it', () => {
    const actor = { id: 'system', roles: {} };
    const system = { isSystem: true, actor } as const;
    expect(judge({ ...COUNT, count: 60 }, system).kind).toBe('accepted');
    expect(refusalOf(judge(TOO_HIGH, system))).toMatchObject({ kind: 'rules' });
  });
});
