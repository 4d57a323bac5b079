import {
  afterOf,
  CATEGORIES,
  NEW_WEBHOOK,
  typesWithin,
  webhookBodyOf,
  webhookField,
} from './webhook-values';

describe('A new webhook as the interface takes it', () => {
  it('is of the account, and told of all that is to come, where nothing else is chosen', () => {
    const url = ' https://billing.rivertown.example/book ';
    expect(webhookBodyOf({ ...NEW_WEBHOOK, url }, 'here')).toEqual({
      url: 'https://billing.rivertown.example/book',
      accountId: 'here',
      categories: [],
      types: [],
      after: 'end',
    });
  });

  it('is of all accounts where that is chosen', () => {
    expect(webhookBodyOf({ ...NEW_WEBHOOK, ofAll: true }, 'here').accountId).toBeNull();
  });

  it.each([
    [{ from: 'start', after: 'left from before' }, 'start'],
    [{ from: 'position', after: ' ca4b74de-0001-07 ' }, 'ca4b74de-0001-07'],
    [{ from: 'position' }, ''],
  ] as const)('begins, as %j, behind "%s"', (beginning, after) => {
    expect(afterOf(beginning)).toBe(after);
  });

  it('shows a refusal of the account where one says that it is for all', () => {
    expect(webhookField('/accountId')).toEqual(['ofAll']);
    expect(webhookField('/categories')).toEqual(['categories']);
    expect(webhookField('')).toBeUndefined();
  });
});

describe('The types that are offered', () => {
  it('are those of the chosen categories', () => {
    expect(typesWithin(['group'])).toEqual([
      ['group', ['GroupAdded', 'GroupRenamed', 'GroupMoved', 'GroupDeleted']],
    ]);
  });

  it('are all but those of users where no category is chosen', () => {
    expect(typesWithin([]).map(([category]) => category)).toEqual(CATEGORIES);
    expect(CATEGORIES).not.toContain('user');
    expect(CATEGORIES).toContain('site');
  });
});
