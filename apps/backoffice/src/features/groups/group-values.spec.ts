import { groupField, groupPatch, groupVersions } from './group-values';

const NEWER = {
  id: 'id',
  accountId: null,
  name: 'Night',
  status: 'active',
  addedAt: '2026-03-01T08:30:00.000Z',
  addedBy: 'dana',
  lastChangedAt: '2026-03-01T08:30:00.000Z',
  lastChangedBy: 'dana',
} as const;

describe('A group as the interface takes it', () => {
  it.each([
    [{ name: 'Day' }, { name: 'Day' }],
    [{ ofAll: true }, { accountId: null }],
    [{ ofAll: false }, { accountId: 'here' }],
  ])('%j is sent as %j', (changes, patch) => {
    expect(groupPatch(changes, 'here')).toEqual(patch);
  });

  it('shows a refusal of the account where one says that it is for all', () => {
    expect(groupField('/accountId')).toEqual(['ofAll']);
    expect(groupField('/name')).toEqual(['name']);
    expect(groupField('')).toBeUndefined();
  });
});

describe('Two versions of a group', () => {
  it('are shown where they differ', () => {
    expect(groupVersions(NEWER, { name: 'Night', ofAll: false })).toEqual([
      { label: 'For all accounts', theirs: 'yes', yours: 'no' },
    ]);
  });
});
