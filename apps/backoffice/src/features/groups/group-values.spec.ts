import { groupField, groupFieldText, groupPatch, groupWayBack } from './group-values';

describe('A group as the interface takes it', () => {
  it.each([
    [{ name: 'Day' }, { name: 'Day' }],
    [{ ofAll: true }, { accountId: null }],
    [{ ofAll: false }, { accountId: 'here' }],
  ])('%j is sent as %j', (changes, patch) => {
    expect(groupPatch(changes, 'here')).toEqual(patch);
  });

  it('comes back as it was, unless it was of all accounts', () => {
    expect(groupWayBack({ name: 'Day', ofAll: false })).toEqual({ name: 'Day', ofAll: false });
    expect(groupWayBack({ name: 'Day', ofAll: true })).toBeUndefined();
  });

  it('is told in words', () => {
    const values = { name: 'Night', ofAll: false };
    expect(groupFieldText('name', values)).toBe('Night');
    expect(groupFieldText('ofAll', values)).toBe('Off');
  });

  it('shows a refusal of the account where one says that it is for all', () => {
    expect(groupField('/accountId')).toEqual(['ofAll']);
    expect(groupField('/name')).toEqual(['name']);
    expect(groupField('')).toBeUndefined();
  });
});
