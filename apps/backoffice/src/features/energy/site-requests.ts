import { type components } from '../../generated/api';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { type Site } from '../../lib/things';
import { type WriteHeaders } from '../../lib/write';
import { type NewSiteBody, type SitePatch } from './site-form';
import { type Sent } from './use-thing-form';

/** In a patch nothing is required; the description says so of defaults alone. */
type EditSiteBody = components['schemas']['EditSiteDto'];

export function readSite(siteId: string): Promise<Versioned<Site>> {
  return versionedOf(api.GET('/v1/sites/{siteId}', { params: { path: { siteId } } }));
}

export function addSite(accountId: string) {
  return ({ body }: Sent<NewSiteBody>, header: WriteHeaders): Promise<Site> =>
    dataOf(
      api.POST('/v1/accounts/{accountId}/sites', {
        params: { path: { accountId }, header },
        body,
      }),
    );
}

/** Answers with the site's new version, which a way back is meant for. */
export function editSite(siteId: string) {
  return ({ body, etag = '' }: Sent<SitePatch>, header: WriteHeaders) => {
    const asked = { path: { siteId }, header: { ...header, 'If-Match': etag } };
    return versionedOf<Site>(
      api.PATCH('/v1/sites/{siteId}', { params: asked, body: body as EditSiteBody }),
    );
  };
}
