import { Form, type FormInstance } from 'antd';

import { type PanelNode } from '../../lib/sites';
import { PanelFields } from './panel-fields';
import { type PanelValues } from './panel-form';
import { type PlacedPanel } from './tree-model';

interface PanelFormFieldsParts {
  readonly form: FormInstance<PanelValues>;
  readonly isReadOnly: boolean;
  readonly began: PanelValues;
  readonly parents: readonly PlacedPanel<PanelNode>[];
  readonly values: PanelValues;
  readonly onFinish: () => void;
}

/** The form that adding and editing have in common. */
export function PanelFormFields(parts: PanelFormFieldsParts) {
  const { form, isReadOnly, began, parents, values, onFinish } = parts;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={isReadOnly}
      initialValues={began}
      onFinish={onFinish}
      scrollToFirstError={{ focus: true }}
    >
      <PanelFields parents={parents} values={values} />
    </Form>
  );
}
