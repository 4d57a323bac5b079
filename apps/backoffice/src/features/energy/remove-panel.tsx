import { Modal } from 'antd';
import { useState } from 'react';

import { ProblemNotice } from '../../components/problem-notice';
import { useUndo } from '../../components/use-undo';
import { refusalOf, usePreview } from '../../lib/preview';
import { type PanelNode } from '../../lib/sites';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { THING_TEXTS } from '../../lib/texts/things';
import { useWrite } from '../../lib/write';
import { removePanel } from './panel-requests';

const TEXTS = ENERGY_TEXTS.removal;
const NO_BODY = {};

type Panel = Pick<PanelNode, 'id' | 'siteId' | 'name'>;

interface RemovePanelParts {
  readonly panel: Panel;
  readonly onClose: () => void;
  readonly onRemoved?: () => void;
}

/** Asks first: what is removed does not come back. Says beforehand why it would be refused. */
export function RemovePanel({ panel, onClose, onRemoved }: RemovePanelParts) {
  const tell = useUndo();
  const [isOpen, setOpen] = useState(true);
  const path = `/v1/sites/${panel.siteId}/panels/${panel.id}/removal/preview`;
  const { latest } = usePreview(path, NO_BODY);
  const foretold = latest === undefined ? null : refusalOf(latest);
  const { write, isPending, error } = useWrite<Panel, void>({
    send: ({ siteId, id }, header) => removePanel({ siteId, panelId: id }, header),
    onDone: () => {
      tell({ id: panel.id, name: panel.name, text: THING_TEXTS.removed(panel.name) });
      setOpen(false);
      onRemoved?.();
    },
  });
  const refusal = error ?? foretold;
  return (
    <Modal
      open={isOpen}
      title={TEXTS.title(panel.name)}
      okText={TEXTS.ok}
      okButtonProps={{ danger: true, disabled: latest === undefined || foretold !== null }}
      cancelText={COMMON_TEXTS.cancel}
      confirmLoading={isPending}
      onOk={() => write(panel)}
      onCancel={() => setOpen(false)}
      afterClose={onClose}
    >
      <div aria-live="polite">
        <ProblemNotice error={refusal} />
        {refusal === null ? <p>{latest === undefined ? TEXTS.asking : TEXTS.text}</p> : null}
      </div>
    </Modal>
  );
}
