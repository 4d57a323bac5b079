/**
 * Who sees and may start a charger, written down from the table "Scope and access" of the rules and
 * the numbered rules beside it, without a look at the code: whoever is let in is named in words.
 */

/** What somebody who asks may be to a charger. */
export type Relation =
  'its driver' | 'a member of the account' | 'a member of its groups' | 'a member of the operator';

interface Line {
  /** `nobody needs to` is nobody. */
  readonly sees: Relation | 'nobody';
  readonly starts: Relation | 'anyone who plugs in' | 'nobody';
}

export const SCOPE_TABLE = {
  closed: { sees: 'nobody', starts: 'nobody' },
  open: { sees: 'nobody', starts: 'anyone who plugs in' },
  private: { sees: 'its driver', starts: 'its driver' },
  account: { sees: 'a member of the account', starts: 'a member of the account' },
  groups: { sees: 'a member of its groups', starts: 'a member of its groups' },
  public: { sees: 'a member of the operator', starts: 'a member of the operator' },
} as const satisfies Readonly<Record<string, Line>>;

export interface Asker {
  /** What he is, to a charger whose scope asks for it; whoever is no driver is nothing. */
  readonly is: readonly Relation[];
  /** Rule 3: starts nothing, but an open charger knows no driver. */
  readonly isBlocked?: true;
}

export interface Place {
  /** Rule 5: none of an inactive site's chargers is usable. */
  readonly isSiteActive: boolean;
  /** Rule 11: a retired charger is out of use for ever. */
  readonly isRetired: boolean;
}

export function foreseen(
  scope: keyof typeof SCOPE_TABLE,
  { is, isBlocked }: Asker,
  { isSiteActive, isRetired }: Place,
): { readonly see: boolean; readonly start: boolean } {
  const { sees, starts }: Line = SCOPE_TABLE[scope];
  const isUsable = isSiteActive && !isRetired;
  const isAnyones = starts === 'anyone who plugs in';
  const isLetIn = isAnyones || (is.some((relation) => relation === starts) && isBlocked !== true);
  return {
    see: !isRetired && is.some((relation) => relation === sees),
    start: isUsable && isLetIn,
  };
}
