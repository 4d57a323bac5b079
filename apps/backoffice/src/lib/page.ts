/** A page of a list as the service answers it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly totalIsLowerBound: boolean;
}

const LIMIT = 50;

/** What a list with a search asks for. */
export function pageQuery(
  search: string | undefined,
  cursor: string | undefined,
): { limit: number; q?: string; cursor?: string } {
  return {
    limit: LIMIT,
    ...(search !== undefined && { q: search }),
    ...(cursor !== undefined && { cursor }),
  };
}

/** Where a thing of a list stands, over the list as it is searched and paged. */
export function pathBelow(id: string, search: URLSearchParams): string {
  return search.size > 0 ? `${id}?${search}` : id;
}
