import { api, dataOf } from '../../lib/api';
import { type ProblemContent, problemOf } from '../../lib/problem';
import { type ChargerBody } from './directory';
import { type PanelFigures, type SiteFigures } from './forecast';

/** A charger as the book has it. */
export interface BookCharger {
  readonly id: string;
  readonly chargerId: string;
  readonly status: string;
  readonly [member: string]: unknown;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What adding a row would do. */
export interface Preview {
  readonly verdict: 'accepted' | 'unchanged' | 'refused';
  readonly problem: ProblemContent | null;
  readonly warnings: readonly Warning[];
}

export interface Warning {
  readonly code: string;
  readonly detail: string;
}

export interface Added {
  readonly charger: BookCharger;
  readonly warnings: readonly Warning[];
  /** True when it had been done before, by this very key. */
  readonly isReplay: boolean;
}

/** What an import asks of the service. */
export interface ImportService {
  readonly site: (siteId: string) => Promise<SiteFigures>;
  readonly panels: (siteId: string) => Promise<readonly PanelFigures[]>;
  /** Retired ones, too. */
  readonly chargers: (siteId: string) => Promise<readonly BookCharger[]>;
  readonly drivers: (accountId: string) => Promise<readonly Named[]>;
  readonly groups: (accountId: string) => Promise<readonly Named[]>;
  readonly preview: (siteId: string, body: ChargerBody) => Promise<Preview>;
  readonly add: (siteId: string, body: ChargerBody, key: string) => Promise<Added>;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const limit = 200;

/** The service as it is, through the client that all pages share. */
export const IMPORT_SERVICE: ImportService = {
  site: (siteId) => dataOf(api.GET('/v1/sites/{siteId}', { params: { path: { siteId } } })),
  panels: (siteId) =>
    allOf((page) =>
      dataOf(api.GET('/v1/panels', { params: { query: { siteId, limit, ...page } } })),
    ),
  chargers: (siteId) =>
    allOf(async (page) => {
      const query = { siteId, status: 'all' as const, limit, ...page };
      const { items, nextCursor } = await dataOf(api.GET('/v1/chargers', { params: { query } }));
      return { items: items.map((charger) => ({ ...charger })), nextCursor };
    }),
  drivers: async (accountId) => {
    const path = { accountId };
    const drivers = await allOf((page) =>
      dataOf(
        api.GET('/v1/accounts/{accountId}/drivers', {
          params: { path, query: { limit, ...page } },
        }),
      ),
    );
    return drivers.map(({ id, externalId }) => ({ id, name: externalId }));
  },
  groups: (accountId) =>
    allOf((page) =>
      dataOf(api.GET('/v1/groups', { params: { query: { accountId, limit, ...page } } })),
    ),
  preview: (siteId, body) =>
    dataOf(
      api.POST('/v1/sites/{siteId}/chargers/preview', {
        params: { path: { siteId } },
        body: body as never,
      }),
    ),
  add: addCharger,
};

async function allOf<Item>(
  pageAt: (page: { cursor?: string }) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (let next: { cursor?: string } | undefined = {}; next !== undefined;) {
    const { items, nextCursor }: Page<Item> = await pageAt(next);
    all.push(...items);
    next = nextCursor === null ? undefined : { cursor: nextCursor };
  }
  return all;
}

async function addCharger(siteId: string, body: ChargerBody, key: string): Promise<Added> {
  const { data, error, response } = await api.POST('/v1/sites/{siteId}/chargers', {
    params: { path: { siteId }, header: { 'Idempotency-Key': key } },
    // The row's own words: whether they are well-formed is for the service to say.
    body: body as never,
  });
  if (data === undefined) throw problemOf(response, error);
  const { warnings, ...charger } = data;
  return {
    charger,
    warnings: warnings ?? [],
    isReplay: response.headers.get('idempotency-replayed') === 'true',
  };
}
