import canonicalize from 'canonicalize';

/**
 * A thing as it is written, in the words of the API: each name is a member that an edit may send
 * (`overrides.rate`: a member of a member). Nothing derived is among them.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** What became of one field. */
export interface FieldChange {
  readonly field: string;
  /** Null where it had no value, or the thing was not there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields that differ, in the order of the thing; a list or a scope is one value. */
export function fieldChanges(
  before: Fields | undefined,
  after: Fields | undefined,
): readonly FieldChange[] {
  const names = Object.keys(after ?? before ?? {});
  return names.flatMap((field) => {
    const [was, is] = [before?.[field] ?? null, after?.[field] ?? null];
    return canonicalize(was) === canonicalize(is) ? [] : [{ field, before: was, after: is }];
  });
}
