import { App, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';

import { ProblemNotice } from '../../components/problem-notice';
import { showAtFields } from '../../lib/field-problems';
import { type ProblemError } from '../../lib/problem';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { WEBHOOK_TEXTS } from '../../lib/texts/webhooks';
import { replayWebhook, type Webhook } from '../../lib/webhooks';
import { useWrite } from '../../lib/write';

const TEXTS = WEBHOOK_TEXTS.replayForm;
const BEGINNINGS = ['position', 'start', 'end'] as const;

interface ReplayValues {
  readonly from: (typeof BEGINNINGS)[number];
  readonly after?: string;
}

interface ReplayDialogParts {
  readonly webhookId: string;
  readonly onClose: () => void;
}

/** Where to begin anew. */
export function ReplayDialog({ webhookId, onClose }: ReplayDialogParts) {
  const [form] = Form.useForm<ReplayValues>();
  const { message } = App.useApp();
  const [homeless, setHomeless] = useState<readonly ProblemError[]>([]);
  const { write, isPending, error } = useWrite<string, Webhook>({
    send: (after) => replayWebhook(webhookId, after),
    onDone: () => {
      void message.success(TEXTS.done);
      onClose();
    },
    onRefused: (problem) => setHomeless(showAtFields(form, problem)),
  });
  const replay = ({ from, after = '' }: ReplayValues): void =>
    write(from === 'position' ? after.trim() : from);
  return (
    <Modal
      open
      title={TEXTS.title}
      okText={TEXTS.confirm}
      cancelText={COMMON_TEXTS.cancel}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{TEXTS.text}</p>
      <ProblemNotice error={error} errors={homeless} />
      <Form<ReplayValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ from: 'position' }}
        onFinish={replay}
      >
        <Form.Item name="from" label={TEXTS.from}>
          <Radio.Group
            className="webhook-beginnings"
            options={BEGINNINGS.map((value) => ({ value, label: TEXTS[value] }))}
          />
        </Form.Item>
        <PositionField />
      </Form>
    </Modal>
  );
}

function PositionField() {
  const from = Form.useWatch<ReplayValues['from'] | undefined>('from');
  if (from !== undefined && from !== 'position') return null;
  return (
    <Form.Item
      name="after"
      label={TEXTS.positionLabel}
      extra={TEXTS.positionHelp}
      rules={[{ required: true, whitespace: true, message: TEXTS.positionMissing }]}
    >
      <Input autoComplete="off" spellCheck={false} maxLength={100} />
    </Form.Item>
  );
}
