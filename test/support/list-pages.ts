import { granted } from './garage';
import { type Person } from './test-service';

// oxlint-disable-next-line typescript/no-explicit-any -- what was answered is what is tested
export type Item = any;

/** All items of a list, page after page; the first page is as fresh as asked. */
export async function allItems(
  person: Person,
  path: string,
  atLeast?: string,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const fresh = atLeast === undefined ? {} : { atLeast };
    const { body } = await granted(person('GET', `${path}${from}`, fresh));
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}
