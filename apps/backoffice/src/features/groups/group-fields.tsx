import { Form, Input, Switch } from 'antd';

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
        <Switch disabled={!mayShare} />
      </Form.Item>
    </>
  );
}
