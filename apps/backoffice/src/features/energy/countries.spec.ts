import { countries, countryName, countryRank } from './countries';

/** The names that a search leaves, in the order in which they are offered. */
function found(search: string): readonly string[] {
  return countries()
    .map((country) => ({ country, rank: countryRank(country, search) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .map(({ country }) => country.name);
}

describe('A country', () => {
  it.each([
    ['USA', 'United States'],
    ['us', 'United States'],
    ['UK', 'United Kingdom'],
    [' nld ', 'Netherlands'],
    ['united sta', 'United States'],
  ])('is found by %j', (search, name) => {
    expect(found(search)[0]).toBe(name);
  });

  it('is offered with all whose names have the text', () => {
    expect(found('us')).toEqual(expect.arrayContaining(['Australia', 'Cyprus']));
    expect(found('nowhere at all')).toEqual([]);
  });

  it('goes by its code where it has no name', () => {
    expect(countryName('USA')).toBe('United States');
    expect(countryName('ZZZ')).toBe('ZZZ');
  });
});
