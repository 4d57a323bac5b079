import { Form, Input } from 'antd';

import { RATE_TEXTS } from '../../lib/texts/rates';

const { fields, help, required } = RATE_TEXTS;

export function RatePlanFields({ isNew }: { readonly isNew: boolean }) {
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
      <Form.Item name="description" label={fields.description} extra={help.description}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} />
      </Form.Item>
    </>
  );
}
