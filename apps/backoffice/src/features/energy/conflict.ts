import { type ReactNode } from 'react';

/** One member of a thing: its value, and how a person reads it. */
export interface Member {
  readonly label: string;
  readonly value: unknown;
  readonly shown: ReactNode;
}

/** The same members of the thing as the form began, as it is now, and as it was typed. */
export interface Versions {
  readonly began: readonly Member[];
  readonly theirs: readonly Member[];
  readonly yours: readonly Member[];
}

export interface ConflictingMember {
  readonly label: string;
  readonly theirs: ReactNode;
  /** Undefined where the form leaves it as it was, so that theirs would stay. */
  readonly yours: ReactNode;
}

/** The members that at least one of the two sides has changed. */
export function conflictingMembers({
  began,
  theirs,
  yours,
}: Versions): readonly ConflictingMember[] {
  return began.flatMap((member, index) => {
    const [their, your] = [theirs[index] ?? member, yours[index] ?? member];
    const isYours = !isSame(your, member);
    if (!isYours && isSame(their, member)) return [];
    return [{ label: member.label, theirs: their.shown, yours: isYours ? your.shown : undefined }];
  });
}

function isSame(one: Member, other: Member): boolean {
  return JSON.stringify(one.value) === JSON.stringify(other.value);
}
