import { type VersionedHeaders } from '../../components/use-saving';
import { type components } from '../../generated/api';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { type Site } from '../../lib/things';
import { type WriteHeaders } from '../../lib/write';
import {
  EMPTY_SITE,
  type NewSiteBody,
  newSiteBodyOf,
  sitePatchOf,
  type SiteValues,
  siteValuesOf,
} from './site-form';

/** In a patch nothing is required; the description says so of defaults alone. */
type EditSiteBody = components['schemas']['EditSiteDto'];

export function readSite(siteId: string, signal: AbortSignal): Promise<Versioned<Site>> {
  return versionedOf(api.GET('/v1/sites/{siteId}', { params: { path: { siteId } }, signal }));
}

/** Takes a form that is whole. */
export function addSite(accountId: string) {
  return (values: SiteValues, header: WriteHeaders): Promise<Site> => {
    const body = newSiteBodyOf({ ...EMPTY_SITE, ...values }) as NewSiteBody;
    const asked = { path: { accountId }, header };
    return dataOf(api.POST('/v1/accounts/{accountId}/sites', { params: asked, body }));
  };
}

/** Sends what the changes make of the site; answers with its new version. */
export function editSite(
  changes: Partial<SiteValues>,
  header: VersionedHeaders,
  site: Site,
): Promise<Versioned<Site>> {
  const asked = { path: { siteId: site.id }, header };
  const body = sitePatchOf({ ...siteValuesOf(site), ...changes }, site) as EditSiteBody;
  return versionedOf<Site>(api.PATCH('/v1/sites/{siteId}', { params: asked, body }));
}
