import { Form, Input } from 'antd';

import { OnOff } from '../../components/on-off';
import { GROUP_TEXTS } from '../../lib/texts/groups';

const { fields, help, required } = GROUP_TEXTS;

interface GroupFieldsParts {
  readonly isNew: boolean;
  /** Whether one may give it to all accounts. */
  readonly mayShare: boolean;
}

export function GroupFields({ isNew, mayShare }: GroupFieldsParts) {
  return (
    <>
      <Form.Item
        name="name"
        label={fields.name}
        extra={help.name}
        rules={[{ required: true, whitespace: true, message: required }]}
      >
        <Input autoFocus={isNew} maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="ofAll" label={fields.ofAll} extra={help.ofAll} valuePropName="checked">
        <OnOff disabled={!mayShare} />
      </Form.Item>
    </>
  );
}
