import { thingKindOf } from '@chargebook/activity';

import { CONTEXTS } from './contexts';

const EVENT_TYPES = CONTEXTS.flatMap(({ aggregates }) => aggregates).flatMap(({ schemas }) =>
  Object.keys(schemas),
);

describe('the contexts of the service', () => {
  it('write many kinds of events', () => {
    expect(EVENT_TYPES.length).toBeGreaterThan(40);
  });

  it.each(EVENT_TYPES)('tell of %s in the activity and in the stream of changes', (type) => {
    expect(thingKindOf(type)).toMatch(/^[a-zA-Z]+$/);
  });
});
