import { groupField, groupFieldText, groupPatch } from './group-values';

describe('A group as the interface takes it', () => {
  it.each([
    [{ name: 'Day' }, { name: 'Day' }],
    [{ ofAll: true }, { accountId: null }],
    [{ ofAll: false }, { accountId: 'here' }],
  ])('%j is sent as %j', (changes, patch) => {
    expect(groupPatch(changes, 'here')).toEqual(patch);
  });

  it('is told in words', () => {
    const values = { name: 'Night', ofAll: false };
    expect(groupFieldText('name', values)).toBe('Night');
    expect(groupFieldText('ofAll', values)).toBe('no');
  });

  it('shows a refusal of the account where one says that it is for all', () => {
    expect(groupField('/accountId')).toEqual(['ofAll']);
    expect(groupField('/name')).toEqual(['name']);
    expect(groupField('')).toBeUndefined();
  });
});
