import canonicalize from 'canonicalize';

import { pointerPart } from './plain-values';

/** One member of a thing that would be another one. */
export interface Change {
  /** JSON pointer of the member in the thing. */
  readonly pointer: string;
  /** Null for what is not there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Who and when is said by every change, and which thing by its path. */
const TOLD_ELSEWHERE = new Set([
  'id',
  'addedAt',
  'addedBy',
  'lastChangedAt',
  'lastChangedBy',
  'since',
  'by',
]);

/**
 * The members in which the thing differs, in its own order. A list is one value, for it is
 * replaced whole; what is absent counts as null, and null as an object without members.
 */
export function changesBetween(before: unknown, after: unknown, pointer = ''): readonly Change[] {
  const [was, is] = [before ?? null, after ?? null];
  if (isObject(was) || isObject(is)) {
    const [old, present] = [membersOf(was), membersOf(is)];
    return namesOf(old, present).flatMap((name) =>
      changesBetween(old[name], present[name], `${pointer}/${pointerPart(name)}`),
    );
  }
  return canonicalize(was) === canonicalize(is) ? [] : [{ pointer, before: was, after: is }];
}

type Members = Readonly<Record<string, unknown>>;

function namesOf(before: Members, after: Members): readonly string[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...names].filter((name) => !TOLD_ELSEWHERE.has(name));
}

function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
