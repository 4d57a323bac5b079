import { conflictingMembers } from './conflict';

const members = (name: string, limit: number) => [
  { label: 'Name', value: name, shown: name },
  { label: 'Limit', value: limit, shown: `${limit} A` },
];

describe('Two who saved the same thing', () => {
  it('see the members that one of them has changed, and what stays as it was', () => {
    const versions = {
      began: members('Main', 100),
      theirs: members('Front', 100),
      yours: members('Main', 80),
    };
    expect(conflictingMembers(versions)).toEqual([
      { label: 'Name', theirs: 'Front', yours: undefined },
      { label: 'Limit', theirs: '100 A', yours: '80 A' },
    ]);
  });

  it('see nothing where they agree with what was', () => {
    const same = members('Main', 100);
    expect(conflictingMembers({ began: same, theirs: same, yours: same })).toEqual([]);
  });
});
