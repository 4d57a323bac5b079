import { useParams } from 'react-router';

import { useHierarchy } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { EditPanel } from './edit-panel';
import { NewPanel } from './new-panel';
import { WaitingSheet } from './thing-sheet';
import { useClose } from './use-close';

const TEXTS = ENERGY_TEXTS.panel;
const UNKNOWN = { title: TEXTS.unknownTitle, text: TEXTS.unknownText };

/** `…/panels/new`, below the panel that the address names. */
export function AddPanelSheet() {
  const { siteId = '' } = useParams();
  const { data } = useHierarchy(siteId);
  return data === undefined ? null : <NewPanel siteId={siteId} panels={data.panels} />;
}

/** `…/panels/:panelId` */
export function EditPanelSheet() {
  const { siteId = '', panelId = '' } = useParams();
  const { data, error, refetch } = useHierarchy(siteId);
  const close = useClose();
  if (data !== undefined) {
    return <EditPanel key={panelId} place={{ siteId, panelId }} panels={data.panels} />;
  }
  const retry = (): void => void refetch();
  return (
    <WaitingSheet
      title={TEXTS.editTitle('')}
      error={error}
      onRetry={retry}
      onClose={close}
      unknown={UNKNOWN}
    />
  );
}
