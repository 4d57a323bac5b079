import { type ProblemItem } from './problem';

/** C0 and C1 controls, and halves of surrogate pairs: no text of a person has them. */
const UNWRITABLE = /[\u0000-\u001f\u007f-\u009f]|\p{Surrogate}/u;

/**
 * Names that reach behind an object instead of into it; no body here has such members. Every
 * object has some (`toString`), which class-validator would take for members of a schema.
 */
const UNSAFE_NAMES = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

export const MAX_DEPTH = 32;

/** True when the text has no control character and no lone surrogate. */
export function isPlainText(text: string): boolean {
  return !UNWRITABLE.test(text);
}

/** A member's name as a part of a JSON pointer (RFC 6901). */
export function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Everything in a parsed body or query that no member of any schema may hold. */
export function unsafeValuesIn(value: unknown, pointer = ''): readonly ProblemItem[] {
  if (typeof value === 'string') return isPlainText(value) ? [] : [unwritable(pointer)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = `${pointer}/${pointerPart(name)}`;
    if (!isPlainText(name)) return [unwritable(pointer)];
    return UNSAFE_NAMES.has(name) ? [unknownMember(at)] : unsafeValuesIn(member, at);
  });
}

/**
 * The value without what was found unsafe in it, so that the rest can be judged all the same:
 * class-transformer makes objects by what a member `constructor` says.
 */
export function withoutUnsafeNames(value: unknown, found: readonly ProblemItem[]): unknown {
  return found.length === 0 ? value : copyWithSafeNames(value);
}

function copyWithSafeNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyWithSafeNames);
  const safe = Object.entries(value).filter(([name]) => !UNSAFE_NAMES.has(name));
  return Object.fromEntries(safe.map(([name, member]) => [name, copyWithSafeNames(member)]));
}

export function unknownMember(pointer: string): ProblemItem {
  return { pointer, detail: 'There is no such member here.' };
}

function unwritable(pointer: string): ProblemItem {
  return { pointer, detail: 'Text must not hold control characters or halves of characters.' };
}

/** True when nothing is nested too deep to be walked and every number is finite (1e999 is not). */
export function isWalkable(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  return Object.values(value).every((member) => isWalkable(member, depth + 1));
}
