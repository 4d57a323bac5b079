import { type ProjectionGroup } from '@chargebook/projections';

import { CONTEXTS } from '../../api/src/contexts';

export const GROUPS: readonly ProjectionGroup[] = CONTEXTS.flatMap(({ groups }) => groups);

/** The groups of these names, or every one for `all`. @throws Error that lists the names */
export function groupsNamed(names: readonly string[]): readonly ProjectionGroup[] {
  if (names.length === 1 && names[0] === 'all') return GROUPS;
  return names.map((name) => {
    const group = GROUPS.find((each) => each.name === name);
    if (group !== undefined) return group;
    const known = GROUPS.map((each) => each.name).join(', ');
    throw new Error(`there is no group of lists "${name}": there are ${known}, and all`);
  });
}
