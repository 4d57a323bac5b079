import { useState } from 'react';
import { useParams } from 'react-router';

import { AddSheet } from '../../components/add-sheet';
import { OnceDialog } from '../../components/once-dialog';
import { useBackToList } from '../../components/use-back-to-list';
import { useHoldsRole } from '../../lib/session';
import { WEBHOOK_TEXTS as TEXTS } from '../../lib/texts/webhooks';
import { type AddedWebhook, addWebhook } from '../../lib/webhooks';
import { BeginningFields } from './beginning-fields';
import { WebhookFields } from './webhook-fields';
import { NEW_WEBHOOK, webhookBodyOf, webhookField, type WebhookValues } from './webhook-values';

/** Administrators alone come here. */
export function AddWebhookSheet() {
  const { accountId = '' } = useParams();
  const close = useBackToList(`/accounts/${accountId}/webhooks`);
  const mayShare = useHoldsRole('administrator');
  const [added, setAdded] = useState<AddedWebhook>();
  if (added !== undefined) return <SecretDialog webhook={added} onClose={close} />;
  return (
    <AddSheet<WebhookValues, AddedWebhook>
      title={TEXTS.add}
      readOnly={undefined}
      isSentOnce
      send={(values) => addWebhook(webhookBodyOf(values, accountId))}
      initialValues={NEW_WEBHOOK}
      onAdded={setAdded}
      fieldFor={webhookField}
      onClose={close}
    >
      <WebhookFields mayShare={mayShare} />
      <BeginningFields order={['end', 'start', 'position']} />
    </AddSheet>
  );
}

interface SecretDialogParts {
  readonly webhook: AddedWebhook;
  readonly onClose: () => void;
}

function SecretDialog({ webhook: { url, secret }, onClose }: SecretDialogParts) {
  const texts = TEXTS.secret;
  return (
    <OnceDialog title={texts.title} texts={texts} value={secret} onClose={onClose}>
      <p className="webhook-url">{texts.text(url)}</p>
      <p>{texts.once}</p>
    </OnceDialog>
  );
}
