import { Form, Input } from 'antd';

import { USER_TEXTS } from '../../lib/texts/users';
import { RolesField } from './roles-field';

const { fields, help, nameRequired, emailRequired, emailOdd } = USER_TEXTS;
/** What the service judges in full; here it catches slips. */
const EMAIL = /^\s*[^\s@]+@[^\s@]+\s*$/;

export function UserFields({ isNew }: { readonly isNew: boolean }) {
  return (
    <>
      <Form.Item
        name="name"
        label={fields.name}
        extra={help.name}
        rules={[{ required: true, whitespace: true, message: nameRequired }]}
      >
        <Input autoFocus={isNew} maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="email"
        label={fields.email}
        extra={help.email}
        rules={[
          { required: true, whitespace: true, message: emailRequired },
          { pattern: EMAIL, message: emailOdd },
        ]}
      >
        <Input inputMode="email" maxLength={254} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="roles" label={fields.roles} extra={help.roles}>
        <RolesField />
      </Form.Item>
    </>
  );
}
