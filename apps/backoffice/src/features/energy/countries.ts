import codes from 'i18n-iso-countries/codes.json';

export interface Country {
  /** ISO 3166-1 alpha-3, as the service wants it. */
  readonly code: string;
  readonly name: string;
}

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });
const ALPHA_2 = new Map(codes.map(([short = '', long = '']) => [long, short]));

/** Every country, by name. */
export function countries(): readonly Country[] {
  return [...ALPHA_2.keys()]
    .map((code) => ({ code, name: countryName(code) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** The country as people call it; its code where the browser knows no name. */
export function countryName(code: string): string {
  const short = ALPHA_2.get(code);
  return (short === undefined ? undefined : NAMES.of(short)) ?? code;
}
