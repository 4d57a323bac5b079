import { Checkbox, Form, Input } from 'antd';

import { FormDialog } from '../components/form-dialog';
import { useIsHere } from '../components/use-leave-guard';
import { type Account } from '../lib/accounts';
import { api, dataOf } from '../lib/api';
import { APP_TEXTS } from '../lib/texts/app';
import { type WriteHeaders } from '../lib/write';

const TEXTS = APP_TEXTS.account;

interface Values {
  readonly name: string;
  readonly hasPayter: boolean;
}

interface AddAccountParts {
  readonly onClose: () => void;
  readonly onAdded: (accountId: string) => void;
}

export function AddAccount({ onClose, onAdded }: AddAccountParts) {
  const isHere = useIsHere();
  return (
    <FormDialog<Values, Account>
      title={TEXTS.addTitle}
      okText={TEXTS.create}
      initialValues={{ hasPayter: false }}
      send={addAccount}
      onDone={({ id }) => {
        // An answer that comes late leads nobody away from where he went.
        if (!isHere()) return;
        onClose();
        onAdded(id);
      }}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={TEXTS.nameLabel}
        extra={TEXTS.nameHelp}
        rules={[{ required: true, whitespace: true, message: TEXTS.nameMissing }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="hasPayter" valuePropName="checked">
        <Checkbox>{TEXTS.payterLabel}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}

function addAccount({ name, hasPayter }: Values, header: WriteHeaders): Promise<Account> {
  const body = { name, ...(hasPayter && { paymentIntegrations: ['payter' as const] }) };
  return dataOf(api.POST('/v1/accounts', { params: { header }, body }));
}
