import { differencesOf } from './differences';

const BOOK = {
  id: 'id',
  status: 'active',
  chargerId: 'A-1',
  limitAmps: 40,
  alias: null,
  panelId: 'deck',
  scope: { kind: 'groups', groupIds: ['one', 'two'] },
  connectors: [{ number: 1, standard: null }, { number: 2 }],
};

describe('What differs between a row and the book', () => {
  it('is nothing where the row says less, or the same in another order', () => {
    const scope = { kind: 'groups', groupIds: ['two', 'one'] };
    const connectors = [{ number: 2 }, { number: 1 }];
    const wanted = { chargerId: 'A-1', alias: ' ', reason: 'new', scope, connectors };
    expect(differencesOf(wanted, BOOK)).toEqual([]);
  });

  it('is said with both values where they say something', () => {
    const wanted = { limitAmps: 32, alias: 'Lift', panelId: 'main', scope: { kind: 'open' } };
    expect(differencesOf(wanted, BOOK)).toEqual([
      'Limit: 32 here, 40 in the book',
      'Alias: Lift here, none in the book',
      'Parent panel differs',
      'Charger scope: open here, groups in the book',
    ]);
  });

  it('is that it is retired', () => {
    expect(differencesOf({}, { ...BOOK, status: 'retired' })).toEqual([
      'It is retired in the book',
    ]);
  });
});
