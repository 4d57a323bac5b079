import { ratePlanBody } from './rate-plan-values';

describe('A rate plan as the interface takes it', () => {
  it.each([
    [{ name: 'Day' }, { name: 'Day' }],
    [
      { name: 'Day', description: ' ' },
      { name: 'Day', description: null },
    ],
    [{ description: null }, { description: null }],
    [{ description: ' Free ' }, { description: 'Free' }],
  ])('%j is sent as %j', (values, body) => {
    expect(ratePlanBody(values)).toEqual(body);
  });
});
