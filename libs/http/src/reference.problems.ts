import { type RejectionShape } from '@chargebook/kernel';

import { type RejectionKind } from './problem-catalogue';

/** A kind of thing that bodies refer to, as `{ name: 'rate plan', member: 'ratePlanId' }`. */
export interface ReferredThing {
  readonly name: string;
  /** The figure of the rejection that holds the id. */
  readonly member: string;
}

const kinds = new Map<string, RejectionKind<RejectionShape>>();

/**
 * The problem `<thing>-not-found`: a reference in a body that does not exist, or is another
 * account's. Several contexts refuse by it, and it means the same in all of them.
 */
export function unknownReference({ name, member }: ReferredThing): RejectionKind<RejectionShape> {
  const known = kinds.get(name);
  if (known !== undefined) return known;
  const kind: RejectionKind<RejectionShape> = {
    status: 422,
    title: `There is no such ${name}`,
    explanation:
      `The body refers to a ${name} that does not exist, is gone, or belongs to an account whose ` +
      'things cannot be used here.',
    detail: (rejection) => `There is no ${name} ${String(rejection[member] ?? '')} to use here.`,
  };
  kinds.set(name, kind);
  return kind;
}
