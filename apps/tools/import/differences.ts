type Members = Readonly<Record<string, unknown>>;

/** Told by its reason once, never shown again. */
const NEVER_SHOWN = new Set(['reason']);

/**
 * What the folder says of a thing and the book says otherwise, as `limitAmps (32 here, 40 in the
 * book)`. A member that the folder does not name is not compared.
 */
export function differencesOf(wanted: object, found: object, within = ''): readonly string[] {
  return Object.entries(wanted)
    .filter(([name, value]) => value !== undefined && !NEVER_SHOWN.has(name))
    .flatMap(([name, value]) => {
      const other = (found as Members)[name];
      if (isObject(value) && isObject(other)) {
        return differencesOf(value, other, `${within}${name}.`);
      }
      return isSame(value, other) ? [] : [`${within}${name}${shown(name, value, other)}`];
    });
}

function isSame(wanted: unknown, found: unknown): boolean {
  if (Array.isArray(wanted)) return isSameSet(wanted, Array.isArray(found) ? found : []);
  if (isObject(wanted)) return isObject(found) && differencesOf(wanted, found).length === 0;
  return plain(wanted) === plain(found);
}

/** Lists of ids, connectors and terminals say the same in any order. */
function isSameSet(wanted: readonly unknown[], found: readonly unknown[]): boolean {
  if (wanted.length !== found.length) return false;
  return wanted.every((item) => found.some((other) => isSame(item, other)));
}

/** The book trims texts, and blank ones are none. */
function plain(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() || null : (value ?? null);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Ids say nothing to a reader of the folder, and neither do whole lists. */
function shown(name: string, wanted: unknown, found: unknown): string {
  if (name.endsWith('Id') && name !== 'chargerId') return '';
  if (isList(wanted) || isList(found)) return '';
  return ` (${word(wanted)} here, ${word(found)} in the book)`;
}

function isList(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function word(value: unknown): string {
  const known = plain(value);
  return typeof known === 'string' ? known : known === null ? 'none' : JSON.stringify(known);
}
