import { thingKindOf } from '@chargebook/activity';

import { CONTEXTS } from './contexts';

/** Who may do what is shown to administrators alone, in the list of users: nobody else is told. */
const UNTOLD = 'user';

function eventTypesOf(isTold: boolean): readonly string[] {
  return CONTEXTS.flatMap(({ aggregates }) => aggregates)
    .filter(({ category }) => (category === UNTOLD) !== isTold)
    .flatMap(({ schemas }) => Object.keys(schemas));
}

describe('the contexts of the service', () => {
  it('write many kinds of events', () => {
    expect(eventTypesOf(true).length).toBeGreaterThan(40);
  });

  it.each(eventTypesOf(true))('tell of %s in the activity and in the changes', (type) => {
    expect(thingKindOf(type)).toMatch(/^[a-zA-Z]+$/);
  });

  it.each(eventTypesOf(false))('keep %s to themselves', (type) => {
    expect(thingKindOf(type)).toBeUndefined();
  });
});
