import codes from 'i18n-iso-countries/codes.json';

export interface Country {
  /** ISO 3166-1 alpha-3, as the service wants it. */
  readonly code: string;
  readonly name: string;
  /** All that people write for it in one word. */
  readonly abbreviations: readonly string[];
}

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });
const ALPHA_2 = new Map(codes.map(([short = '', long = '']) => [long, short]));
/** Abbreviations that are no code of theirs. */
const COMMON: Readonly<Record<string, string>> = { ARE: 'UAE', GBR: 'UK' };

/** Every country, by name. */
export function countries(): readonly Country[] {
  return [...ALPHA_2]
    .map(([code, short]) => ({
      code,
      name: countryName(code),
      abbreviations: [code, short, COMMON[code] ?? short],
    }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** The country as people call it; its code where the browser knows no name. */
export function countryName(code: string): string {
  const short = ALPHA_2.get(code);
  return (short === undefined ? undefined : NAMES.of(short)) ?? code;
}

/** By a part of its name, or by an abbreviation, which then goes before all parts of names. */
export function countryRank({ name, abbreviations }: Country, search: string): number | undefined {
  const text = search.trim().toLowerCase();
  if (abbreviations.some((abbreviation) => abbreviation.toLowerCase() === text)) return 0;
  return name.toLowerCase().includes(text) ? 1 : undefined;
}
