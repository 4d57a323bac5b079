import { Form, Input, Select } from 'antd';

import { OnOff } from '../../components/on-off';
import { WEBHOOK_TEXTS } from '../../lib/texts/webhooks';
import { CATEGORIES, typesWithin } from './webhook-values';

const TEXTS = WEBHOOK_TEXTS.addForm;
const OFFERED = CATEGORIES.map((value) => ({ value, label: value }));

/** Where to, and of what; what a newer service tells of may be typed. */
export function WebhookFields({ mayShare }: { readonly mayShare: boolean }) {
  return (
    <>
      <Form.Item
        name="url"
        label={TEXTS.url}
        extra={TEXTS.urlHelp}
        rules={[{ required: true, whitespace: true, message: TEXTS.urlMissing }]}
      >
        <Input autoFocus inputMode="url" maxLength={2_000} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="ofAll" label={TEXTS.ofAll} extra={TEXTS.ofAllHelp} valuePropName="checked">
        <OnOff disabled={!mayShare} />
      </Form.Item>
      <Form.Item name="categories" label={TEXTS.categories} extra={TEXTS.categoriesHelp}>
        <Select mode="tags" options={OFFERED} placeholder={TEXTS.categoriesAll} allowClear />
      </Form.Item>
      <TypesField />
    </>
  );
}

function TypesField() {
  const categories = Form.useWatch<readonly string[] | undefined>('categories') ?? [];
  const options = typesWithin(categories).map(([category, types]) => ({
    label: category,
    options: types.map((value) => ({ value, label: value })),
  }));
  return (
    <Form.Item name="types" label={TEXTS.types} extra={TEXTS.typesHelp}>
      <Select mode="tags" options={options} placeholder={TEXTS.typesAll} allowClear />
    </Form.Item>
  );
}
