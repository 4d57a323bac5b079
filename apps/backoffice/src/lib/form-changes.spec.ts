import { changesBetween, fieldsApart, isOtherwise, typedAlone, unlessAlone } from './form-changes';

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

  it('is told by what the fields say, and fields that say one thing change together', () => {
    const said = ({ name, groupIds, ...others }: Values) => {
      const scope = name === 'Groups' ? [name, groupIds] : [name];
      return { ...others, name: scope, groupIds: scope };
    };
    expect(changesBetween(BEFORE, { groupIds: ['two'] }, said)).toEqual({});
    const now = { name: 'Groups', groupIds: ['two'] };
    expect(changesBetween(BEFORE, { ...now, description: null }, said)).toEqual(now);
  });
});

describe('A form in which something was typed', () => {
  it('is as it began once that is taken away again', () => {
    expect(isOtherwise({}, { name: 'Day' })).toBe(true);
    expect(isOtherwise({ groupIds: ['one'] }, {})).toBe(true);
    expect(isOtherwise({}, { name: ' ', description: null, groupIds: [] })).toBe(false);
    expect(isOtherwise(BEFORE, { ...BEFORE })).toBe(false);
    expect(isOtherwise({ roles: {} }, { roles: { one: [], two: '' } })).toBe(false);
    expect(isOtherwise({ roles: {} }, { roles: { one: ['viewer'] } })).toBe(true);
  });
});

describe('Two who changed the same', () => {
  it('are apart where one of them says something else, and it is known whose it is', () => {
    const theirs = { ...BEFORE, name: 'Theirs', groupIds: ['two'] };
    const typed = { ...BEFORE, name: 'Mine', description: 'Mine alone' };
    expect(fieldsApart(BEFORE, { theirs, typed })).toEqual([
      { name: 'name', isTyped: true, isTheirs: true },
      { name: 'description', isTyped: true, isTheirs: false },
      { name: 'groupIds', isTyped: false, isTheirs: true },
    ]);
  });

  it('are not apart where both say the same', () => {
    const both = { ...BEFORE, name: 'Night' };
    expect(fieldsApart(BEFORE, { theirs: both, typed: { ...both, name: 'Night ' } })).toEqual([]);
  });

  it('leave each other what only one of them changed', () => {
    const theirs = { ...BEFORE, name: 'Theirs', groupIds: ['two'] };
    const typed = { ...BEFORE, name: 'Mine', description: 'Mine alone' };
    const apart = fieldsApart(BEFORE, { theirs, typed });
    expect(typedAlone(typed, apart)).toEqual({ description: 'Mine alone' });
  });
});

describe('What is sent along', () => {
  it('changes nothing by itself', () => {
    expect(unlessAlone<Values>({ description: 'Why' }, ['description'])).toEqual({});
    const both = { name: 'Night', description: 'Why' };
    expect(unlessAlone<Values>(both, ['description'])).toEqual(both);
  });
});
