import { Checkbox, Form, Input, Modal } from 'antd';

import { ProblemNotice } from '../components/problem-notice';
import { useClosing } from '../components/use-closing';
import { type Account } from '../lib/accounts';
import { api, dataOf } from '../lib/api';
import { showAtFields } from '../lib/field-problems';
import { APP_TEXTS } from '../lib/texts/app';
import { COMMON_TEXTS } from '../lib/texts/common';
import { useWrite, type WriteHeaders } from '../lib/write';

const TEXTS = APP_TEXTS.account;

interface Values {
  readonly name: string;
  readonly hasPayter: boolean;
}

interface AddAccountParts {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onAdded: (accountId: string) => void;
}

export function AddAccount({ isOpen, onClose, onAdded }: AddAccountParts) {
  const [form] = Form.useForm<Values>();
  const { write, isPending, error, reset } = useWrite<Values, Account>({
    send: addAccount,
    onDone: ({ id }) => {
      onClose();
      onAdded(id);
    },
    onRefused: (problem) => void showAtFields(form, problem),
  });
  const close = useClosing(form, onClose);
  return (
    <Modal
      open={isOpen}
      title={TEXTS.addTitle}
      okText={TEXTS.create}
      cancelText={COMMON_TEXTS.cancel}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={close}
      afterClose={reset}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={write} preserve={false}>
        <ProblemNotice error={error} />
        <Form.Item
          name="name"
          label={TEXTS.nameLabel}
          extra={TEXTS.nameHelp}
          rules={[{ required: true, whitespace: true, message: TEXTS.nameMissing }]}
        >
          <Input autoFocus maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="hasPayter" valuePropName="checked" initialValue={false}>
          <Checkbox>{TEXTS.payterLabel}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}

function addAccount({ name, hasPayter }: Values, header: WriteHeaders): Promise<Account> {
  const body = { name, ...(hasPayter && { paymentIntegrations: ['payter' as const] }) };
  return dataOf(api.POST('/v1/accounts', { params: { header }, body }));
}
