import { Form, Input, Modal } from 'antd';
import { useState } from 'react';

import { ProblemNotice } from '../../components/problem-notice';
import { useUndo } from '../../components/use-undo';
import { type Versioned } from '../../lib/api';
import { showAtFields } from '../../lib/field-problems';
import { type ProblemError } from '../../lib/problem';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { useWrite } from '../../lib/write';
import { type Charger } from './charger';
import { type Retirement, retireCharger } from './charger-store';

const TEXTS = CHARGER_TEXTS.retire;

interface RetireChargerParts {
  readonly version: Versioned<Charger>;
  readonly onRetired: (charger: Charger) => void;
  readonly onClose: () => void;
}

/** Final, so it is asked for twice: by the button, and by the reason. */
export function RetireCharger({ version, onRetired, onClose }: RetireChargerParts) {
  const tell = useUndo();
  const { thing, etag } = version;
  const [form] = Form.useForm<{ reason: string }>();
  const [homeless, setHomeless] = useState<readonly ProblemError[]>([]);
  const { write, isPending, error } = useWrite<Retirement, Charger>({
    send: retireCharger,
    onDone: (retired) => {
      const { displayName: name } = retired;
      onRetired(retired);
      tell({ name, text: TEXTS.done(name) });
    },
    onRefused: (problem) => setHomeless(showAtFields(form, problem)),
  });
  return (
    <Modal
      open
      title={TEXTS.title(thing.displayName)}
      okText={TEXTS.confirm}
      okButtonProps={{ danger: true }}
      cancelText={COMMON_TEXTS.cancel}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{TEXTS.text}</p>
      <ProblemNotice error={error} errors={homeless} />
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) => write({ path: thing, etag, reason: reason.trim() })}
      >
        <Form.Item
          name="reason"
          label={TEXTS.reason}
          extra={TEXTS.reasonHelp}
          rules={[{ required: true, whitespace: true, message: TEXTS.reasonMissing }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 5 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
