import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { type components } from '../../generated/api';
import { type WriteHeaders } from '../../lib/write';
import { type PanelBody, type PanelPatch } from './panel-form';
import { type Sent } from './use-thing-form';

export type Panel = components['schemas']['PanelDto'];

interface PanelPlace {
  readonly siteId: string;
  readonly panelId: string;
}

export function readPanel(path: PanelPlace): Promise<Versioned<Panel>> {
  return versionedOf(api.GET('/v1/sites/{siteId}/panels/{panelId}', { params: { path } }));
}

export function addPanel(siteId: string) {
  return ({ body }: Sent<PanelBody>, header: WriteHeaders): Promise<Panel> =>
    dataOf(api.POST('/v1/sites/{siteId}/panels', { params: { path: { siteId }, header }, body }));
}

/** Answers with the panel's new version, which a way back is meant for. */
export function editPanel(path: PanelPlace) {
  return ({ body, etag = '' }: Sent<PanelPatch>, header: WriteHeaders) => {
    const asked = { path, header: { ...header, 'If-Match': etag } };
    return versionedOf<Panel>(
      api.PATCH('/v1/sites/{siteId}/panels/{panelId}', { params: asked, body }),
    );
  };
}

export async function removePanel(path: PanelPlace, header: WriteHeaders): Promise<void> {
  // In its present version: nothing of a panel but its place matters to whoever removes it.
  const { etag } = await readPanel(path);
  const asked = { path, header: { ...header, 'If-Match': etag } };
  await dataOf(api.DELETE('/v1/sites/{siteId}/panels/{panelId}', { params: asked }));
}
