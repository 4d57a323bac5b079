import { type Instant } from './envelope';

/** When a thing came into the book and when it was changed last, and by whom. */
export interface Stamps {
  readonly addedAt: Instant;
  readonly addedBy: string;
  readonly lastChangedAt: Instant;
  readonly lastChangedBy: string;
}

interface Stamping {
  readonly at: Instant;
  readonly by: string;
}

export function stampAdded({ at, by }: Stamping): Stamps {
  return { addedAt: at, addedBy: by, lastChangedAt: at, lastChangedBy: by };
}

export function stampChanged({
  at,
  by,
}: Stamping): Pick<Stamps, 'lastChangedAt' | 'lastChangedBy'> {
  return { lastChangedAt: at, lastChangedBy: by };
}
