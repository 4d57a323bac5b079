import { changesBetween } from './form-changes';

interface Values {
  readonly name: string;
  readonly description: string | null;
  readonly groupIds: readonly string[];
}

const BEFORE: Values = { name: 'Day', description: null, groupIds: ['one'] };

describe('What a form changed', () => {
  it('is nothing where it only looks otherwise', () => {
    const now = { name: ' Day ', description: '', groupIds: ['one'] };
    expect(changesBetween(BEFORE, now)).toEqual({});
  });

  it('is every field that has another value', () => {
    const now = { name: 'Night', description: 'Late', groupIds: [] };
    expect(changesBetween(BEFORE, now)).toEqual(now);
  });

  it('leaves out fields that the form does not have', () => {
    expect(changesBetween(BEFORE, { name: 'Night' })).toEqual({ name: 'Night' });
  });
});
