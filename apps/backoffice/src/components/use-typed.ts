import { type FormInstance } from 'antd';
import { useCallback, useRef } from 'react';

import { isOtherwise } from '../lib/form-changes';

interface Typed<Values> {
  /** Something stands in the form that it did not begin with. */
  readonly isTyped: () => boolean;
  /** It begins anew, with these. */
  readonly beginWith: (values: Partial<Values>) => void;
}

/** What is typed into a form, and what nobody typed: the values that it begins with. */
export function useTyped<Values extends object>(
  form: FormInstance<Values>,
  initialValues: Partial<Values> = {},
): Typed<Values> {
  const began = useRef(initialValues);
  const isTyped = useCallback(
    () => isOtherwise(began.current, form.getFieldsValue(true) as Partial<Values>),
    [form],
  );
  const beginWith = useCallback(
    (values: Partial<Values>) => {
      form.resetFields();
      form.setFieldsValue(values as never);
      began.current = form.getFieldsValue(true) as Partial<Values>;
    },
    [form],
  );
  return { isTyped, beginWith };
}
