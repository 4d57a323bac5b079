import { type VersionedHeaders } from '../../components/use-saving';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { type components } from '../../generated/api';
import { type WriteHeaders } from '../../lib/write';
import {
  type PanelBody,
  panelBodyOf,
  panelPatchOf,
  type PanelValues,
  panelValuesOf,
} from './panel-form';

export type Panel = components['schemas']['PanelDto'];

export interface PanelPlace {
  readonly siteId: string;
  readonly panelId: string;
}

export function readPanel(path: PanelPlace, signal?: AbortSignal): Promise<Versioned<Panel>> {
  const asked = { params: { path }, ...(signal && { signal }) };
  return versionedOf(api.GET('/v1/sites/{siteId}/panels/{panelId}', asked));
}

/** Takes a form that is whole. */
export function addPanel(siteId: string) {
  return (values: PanelValues, header: WriteHeaders): Promise<Panel> => {
    const body = panelBodyOf(values) as PanelBody;
    return dataOf(
      api.POST('/v1/sites/{siteId}/panels', { params: { path: { siteId }, header }, body }),
    );
  };
}

/** Sends what the changes make of the panel; answers with its new version. */
export function editPanel(
  changes: Partial<PanelValues>,
  header: VersionedHeaders,
  panel: Panel,
): Promise<Versioned<Panel>> {
  const asked = { path: { siteId: panel.siteId, panelId: panel.id }, header };
  const body = panelPatchOf({ ...panelValuesOf(panel), ...changes }, panel) ?? {};
  return versionedOf<Panel>(
    api.PATCH('/v1/sites/{siteId}/panels/{panelId}', { params: asked, body }),
  );
}

export async function removePanel(path: PanelPlace, header: WriteHeaders): Promise<void> {
  // In its present version: nothing of a panel but its place matters to whoever removes it.
  const { etag } = await readPanel(path);
  const asked = { path, header: { ...header, 'If-Match': etag } };
  await dataOf(api.DELETE('/v1/sites/{siteId}/panels/{panelId}', { params: asked }));
}
