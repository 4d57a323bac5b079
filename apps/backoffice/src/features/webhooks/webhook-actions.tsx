import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';

import { MoreIcon } from '../../components/icons';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { WEBHOOK_TEXTS as TEXTS } from '../../lib/texts/webhooks';
import { removeWebhook, replayWebhook, type Webhook } from '../../lib/webhooks';
import { useWrite } from '../../lib/write';
import { ReplayDialog } from './replay-dialog';

const ITEMS: NonNullable<MenuProps['items']> = [
  { key: 'replay', label: TEXTS.replay },
  { type: 'divider' },
  { key: 'remove', label: TEXTS.remove, danger: true },
];

/** What an administrator can do with it; others do not come here. */
export function WebhookActions({ webhook }: { readonly webhook: Webhook }) {
  const [isReplaying, setReplaying] = useState(false);
  const remove = useWebhookRemoval(webhook);
  const acts: Readonly<Record<string, () => void>> = { replay: () => setReplaying(true), remove };
  return (
    <span className="webhook-actions">
      {webhook.status === 'parked' ? <ResumeButton webhook={webhook} /> : null}
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{ items: ITEMS, onClick: ({ key }) => acts[key]?.() }}
      >
        <Button type="text" icon={<MoreIcon />} aria-label={TEXTS.actions(webhook.url)} />
      </Dropdown>
      {isReplaying ? (
        <ReplayDialog webhookId={webhook.id} onClose={() => setReplaying(false)} />
      ) : null}
    </span>
  );
}

function ResumeButton({ webhook: { id, deliveredTo } }: { readonly webhook: Webhook }) {
  const { message } = App.useApp();
  const { write, isPending } = useWrite<string, Webhook>({
    send: (after) => replayWebhook(id, after),
    onDone: () => void message.success(TEXTS.resumed),
    onRefused: (error) => void message.error(error.message),
  });
  return (
    <Button
      size="small"
      title={TEXTS.resumeHint}
      loading={isPending}
      onClick={() => write(deliveredTo ?? 'start')}
    >
      {TEXTS.resume}
    </Button>
  );
}

function useWebhookRemoval({ id, url }: Webhook): () => void {
  const { modal, message } = App.useApp();
  const { write } = useWrite<string, void>({
    send: (webhookId) => removeWebhook(webhookId),
    onDone: () => void message.success(TEXTS.removal.done),
    onRefused: (error) => void message.error(error.message),
  });
  return () => {
    modal.confirm({
      title: TEXTS.removal.title,
      content: TEXTS.removal.text(url),
      okText: TEXTS.removal.confirm,
      okButtonProps: { danger: true },
      cancelText: COMMON_TEXTS.cancel,
      autoFocusButton: 'cancel',
      onOk: () => write(id),
    });
  };
}
