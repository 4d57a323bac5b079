import { findOrAdd } from './find-or-add';
import { canonicalName } from './natural-keys';
import { refused, type RowResult, type Thing, type Verdict } from './row-result';
import { ListRefused, type ServiceClient } from './service-client';
import { type SiteFile } from './site-file';

/** The account, then its site. */
export async function addPlace(
  client: ServiceClient,
  { account, site }: SiteFile,
): Promise<readonly [RowResult, RowResult]> {
  const accountVerdict = await unlessListRefused(async () =>
    findOrAdd(
      client,
      { what: 'account', name: account.name, path: '/v1/accounts', body: account.body },
      await namedThings(client, '/v1/accounts?', account.name),
    ),
  );
  const siteVerdict = await unlessListRefused(() => addSite(client, site, accountVerdict));
  return [
    { row: 'account', name: account.name, verdict: accountVerdict },
    { row: 'site', name: site.name, verdict: siteVerdict },
  ];
}

async function addSite(
  client: ServiceClient,
  { name, body }: SiteFile['site'],
  account: Verdict,
): Promise<Verdict> {
  if (account.kind === 'refused') return refused('its account was refused');
  const { id } = account.thing;
  const found = await namedThings(client, `/v1/sites?accountId=${id}&`, name);
  return findOrAdd(client, { what: 'site', name, path: `/v1/accounts/${id}/sites`, body }, found);
}

async function namedThings(
  client: ServiceClient,
  list: string,
  name: string,
): Promise<readonly Thing[]> {
  const things = await client.list(`${list}q=${encodeURIComponent(name)}`);
  return things.filter((thing) => canonicalName(thing.name ?? '') === canonicalName(name));
}

/** What cannot be looked for, as a name that is too long, is this row's fault alone. */
async function unlessListRefused(attempt: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof ListRefused) return refused(error.message);
    throw error;
  }
}
