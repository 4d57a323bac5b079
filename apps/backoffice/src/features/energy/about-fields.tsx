import { Form, Input } from 'antd';

import { OnOff } from '../../components/on-off';
import { ENERGY_TEXTS } from '../../lib/texts/energy';

const TEXTS = ENERGY_TEXTS.form;

export function NameField() {
  return (
    <Form.Item
      name="name"
      label={TEXTS.name}
      extra={TEXTS.nameHelp}
      rules={[{ required: true, whitespace: true, message: TEXTS.nameMissing }]}
    >
      <Input autoFocus maxLength={100} autoComplete="off" />
    </Form.Item>
  );
}

export function AboutFields() {
  return (
    <>
      <h3>{TEXTS.about}</h3>
      <Form.Item name="type" label={TEXTS.type} extra={TEXTS.typeHelp}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="description" label={TEXTS.description}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <Form.Item name="externalId" label={TEXTS.externalId} extra={TEXTS.externalIdHelp}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
    </>
  );
}

interface StateFieldsParts {
  /** Of the site as it is. */
  readonly isActive: boolean;
}

/** Switching off asks why, where it is asked for. */
export function StateFields({ isActive }: StateFieldsParts) {
  const isOff = Form.useWatch<boolean | undefined>('active') === false;
  return (
    <>
      <h3>{TEXTS.state}</h3>
      <Form.Item
        name="active"
        label={TEXTS.active}
        extra={TEXTS.activeHelp}
        valuePropName="checked"
        required
      >
        <OnOff />
      </Form.Item>
      {isActive && isOff ? (
        <Form.Item name="reason" label={TEXTS.reason} extra={TEXTS.reasonHelp} required>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      ) : null}
    </>
  );
}
