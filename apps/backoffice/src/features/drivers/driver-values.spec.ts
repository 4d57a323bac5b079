import { cardFault, driverField, driverFieldText, driverWayBack, patchOf } from './driver-values';

describe('A driver as the interface takes him', () => {
  it('says only what changed', () => {
    expect(patchOf({ blocked: true }, ['one'])).toEqual({ blocked: true });
  });

  it('names the cards that he keeps when new ones come', () => {
    expect(patchOf({ newCards: ['04A2B3C4'] }, ['one', 'two'])).toEqual({
      rfidCards: [{ id: 'one' }, { id: 'two' }, '04A2B3C4'],
    });
    expect(patchOf({ heldCards: ['two'] }, ['one', 'two'])).toEqual({
      rfidCards: [{ id: 'two' }],
    });
  });
});

describe('What a driver was before', () => {
  it('comes back, but for a card and for an account that he left', () => {
    expect(driverWayBack({ blocked: false })).toEqual({ blocked: false });
    expect(driverWayBack({ blocked: false, newCards: [] })).toBeUndefined();
    expect(driverWayBack({ heldCards: ['one'] })).toBeUndefined();
    expect(driverWayBack({ blocked: false, accountId: 'there' })).toBeUndefined();
  });

  it('is told in words', () => {
    const values = {
      externalId: 'EMP-1',
      groupIds: ['one', 'gone'],
      heldCards: [],
      newCards: ['04A2B3C4'],
      blocked: true,
      accountId: 'here',
    };
    const names = new Map([['one', 'Night shift']]);
    expect(driverFieldText('groupIds', values, names)).toBe('Night shift, deleted group');
    expect(driverFieldText('blocked', values, names)).toBe('On');
    expect(driverFieldText('newCards', values, names)).toBe('04A2B3C4');
  });
});

describe('A refusal of a driver', () => {
  it.each([
    ['/externalId', ['externalId']],
    ['/groupIds/2', ['groupIds']],
    ['/rfidCards/1', ['newCards']],
    ['', undefined],
  ])('at %p is shown at %p', (pointer, field) => {
    expect(driverField(pointer)).toEqual(field);
  });
});

describe('The number of a card', () => {
  it.each([
    [['04A2B3C4', '04a2b3c5'], undefined],
    [[], undefined],
    [['04A2B3C'], '"04A2B3C" is not a card number of 8 to 20 hexadecimal digits.'],
    [['04G2B3C4'], '"04G2B3C4" is not a card number of 8 to 20 hexadecimal digits.'],
    [['04A2B3C4', '04a2b3c4'], '"04a2b3c4" is there twice.'],
  ])('%j is judged %p', (cards, fault) => {
    expect(cardFault(cards)).toBe(fault);
  });
});
