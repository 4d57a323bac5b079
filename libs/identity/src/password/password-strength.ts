export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 200;

const MIN_DIFFERENT = 5;
const MIN_PART_LENGTH = 4;

/** Rows of keys and runs that people take for a password when it must be long. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'password',
  'passwort',
  'chargebook',
  'administrator',
  'letmein',
  'welcome',
];

/** What the password must not be made of, beside what everybody tries. */
export interface Owner {
  readonly name: string;
  readonly email: string;
}

/** Why the password is too easy to guess, as a sentence for its owner; undefined when it is not. */
export function weaknessOf(password: string, owner: Owner): string | undefined {
  const text = password.normalize('NFKC').toLowerCase();
  const characters = Array.from(text);
  if (characters.length < MIN_PASSWORD_LENGTH) {
    const least = `A password has at least ${MIN_PASSWORD_LENGTH} characters`;
    return `${least}; this one has ${characters.length}.`;
  }
  if (new Set(characters).size < MIN_DIFFERENT) {
    return `A password has at least ${MIN_DIFFERENT} different characters.`;
  }
  const rest = without(text, [...partsOf(owner), ...RUNS]);
  return Array.from(rest).length < MIN_PASSWORD_LENGTH / 2
    ? 'Beside your name, runs of keys and words that everybody tries, hardly anything is left.'
    : undefined;
}

/** The text without the words, and without every run of four letters or more of one of them. */
function without(text: string, words: readonly string[]): string {
  let rest = text;
  for (const word of words) {
    const mirrored = Array.from(word).reverse().join('');
    for (const whole of [word, mirrored]) rest = withoutRunsOf(rest, whole);
  }
  return rest;
}

function withoutRunsOf(text: string, word: string): string {
  let rest = text;
  for (let length = word.length; length >= MIN_PART_LENGTH; length -= 1) {
    for (let start = 0; start + length <= word.length; start += 1) {
      rest = rest.replaceAll(word.slice(start, start + length), '');
    }
  }
  return rest;
}

/** The longest first: the whole address and the whole name, then what they are made of. */
function partsOf({ name, email }: Owner): readonly string[] {
  const wholes = [email, name].map((text) => text.normalize('NFKC').toLowerCase());
  const parts = wholes.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return [...wholes, ...parts].filter((part) => part.length >= MIN_PART_LENGTH);
}
