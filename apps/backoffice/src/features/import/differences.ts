import { COMMON_TEXTS } from '../../lib/texts/common';
import { IMPORT_TEXTS } from '../../lib/texts/import';
import { IMPORT_ROW_TEXTS } from '../../lib/texts/import-rows';

const TEXTS = IMPORT_ROW_TEXTS.differs;
/** Fields by the interface's names of them. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  ...IMPORT_TEXTS.fields,
  panelId: IMPORT_TEXTS.fields.panel,
};
/** Told by its change once, never shown again. */
const NEVER_SHOWN = new Set(['reason']);

type Members = Readonly<Record<string, unknown>>;

/**
 * What a row says of its charger and the book says otherwise. A member that the row does not name
 * is not compared.
 */
export function differencesOf(wanted: Members, found: Members): readonly string[] {
  const retired = found['status'] === 'retired' ? [TEXTS.retired] : [];
  const others = Object.entries(wanted)
    .filter(([name, value]) => value !== undefined && !NEVER_SHOWN.has(name))
    .filter(([name, value]) => !isSame(value, found[name]))
    .map(([name, value]) => sentence(name, value, found[name]));
  return [...retired, ...others];
}

function isSame(wanted: unknown, found: unknown): boolean {
  if (Array.isArray(wanted)) return isSameSet(wanted, Array.isArray(found) ? found : []);
  if (isObject(wanted)) {
    if (!isObject(found)) return false;
    return Object.entries(wanted).every(([name, value]) => isSame(value, found[name]));
  }
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

/** Ids say nothing to a reader, and neither do whole lists. */
function sentence(name: string, wanted: unknown, found: unknown): string {
  const field = FIELD_NAMES[name] ?? name;
  if (name === 'scope') return TEXTS.values(field, kindOf(wanted), kindOf(found));
  if (name === 'panelId' || typeof wanted === 'object') return TEXTS.only(field);
  return TEXTS.values(field, word(wanted), word(found));
}

function kindOf(scope: unknown): string {
  return isObject(scope) ? String(scope['kind']) : COMMON_TEXTS.none;
}

function word(value: unknown): string {
  const known = plain(value);
  return known === null ? COMMON_TEXTS.none : String(known as string | number);
}
