import { useParams } from 'react-router';

import { useHierarchy } from '../../lib/sites';
import { EditPanel } from './edit-panel';
import { NewPanel } from './new-panel';

/** `…/panels/new`, below the panel that the address names. */
export function AddPanelSheet() {
  const { siteId = '' } = useParams();
  const { data } = useHierarchy(siteId);
  return data === undefined ? null : <NewPanel siteId={siteId} panels={data.panels} />;
}

/** `…/panels/:panelId` */
export function EditPanelSheet() {
  const { siteId = '', panelId = '' } = useParams();
  const { data } = useHierarchy(siteId);
  return data === undefined ? null : <EditPanel place={{ siteId, panelId }} panels={data.panels} />;
}
