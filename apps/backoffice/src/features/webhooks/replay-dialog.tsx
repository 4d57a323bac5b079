import { App } from 'antd';

import { FormDialog } from '../../components/form-dialog';
import { WEBHOOK_TEXTS } from '../../lib/texts/webhooks';
import { replayWebhook, type Webhook } from '../../lib/webhooks';
import { BeginningFields } from './beginning-fields';
import { afterOf, type Beginning } from './webhook-values';

const TEXTS = WEBHOOK_TEXTS.replayForm;

interface ReplayDialogParts {
  readonly webhookId: string;
  readonly onClose: () => void;
}

/** Where to begin anew. */
export function ReplayDialog({ webhookId, onClose }: ReplayDialogParts) {
  const { message } = App.useApp();
  return (
    <FormDialog<Beginning, Webhook>
      title={TEXTS.title}
      text={TEXTS.text}
      okText={TEXTS.confirm}
      initialValues={{ from: 'position' }}
      send={(beginning) => replayWebhook(webhookId, afterOf(beginning))}
      onDone={() => {
        void message.success(TEXTS.done);
        onClose();
      }}
      onClose={onClose}
    >
      <BeginningFields order={['position', 'start', 'end']} />
    </FormDialog>
  );
}
