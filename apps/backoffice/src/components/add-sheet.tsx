import { Form, type FormInstance } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';

import { type FieldName, showAtFields } from '../lib/field-problems';
import { type ProblemError } from '../lib/problem';
import { COMMON_TEXTS } from '../lib/texts/common';
import { useWrite, type WriteHeaders } from '../lib/write';
import { ProblemNotice } from './problem-notice';
import { ReadOnlyNote } from './read-only-note';
import { Sheet } from './sheet';
import { SheetFooter } from './sheet-footer';
import { useLeaveGuard } from './use-leave-guard';

export interface AddSheetParts<Values extends object, Added> {
  readonly title: string;
  readonly saveText?: string;
  /** Why one may look and not add; undefined for whoever may. */
  readonly readOnly: string | undefined;
  readonly send: (values: Values, header: WriteHeaders) => Promise<Added>;
  readonly onAdded: (added: Added) => void;
  readonly fieldFor?: (pointer: string) => FieldName | undefined;
  readonly initialValues?: Partial<Values>;
  readonly onClose: () => void;
  readonly children: ReactNode | ((form: FormInstance<Values>) => ReactNode);
}

/** A form for a thing that is not there yet, over the list that it will be in. */
export function AddSheet<Values extends object, Added>(parts: AddSheetParts<Values, Added>) {
  const { title, readOnly, onClose, children, initialValues } = parts;
  const [form] = Form.useForm<Values>();
  const { write, isPending, error, homeless } = useAdding(parts, form);
  const save = readOnly === undefined ? () => form.submit() : undefined;
  return (
    <Sheet
      title={title}
      onClose={onClose}
      {...(save && { onSave: save })}
      footer={
        <SheetFooter
          onCancel={onClose}
          onSave={save}
          isPending={isPending}
          saveText={parts.saveText ?? COMMON_TEXTS.add}
        />
      }
    >
      {readOnly === undefined ? null : <ReadOnlyNote text={readOnly} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={readOnly !== undefined}
        onFinish={write}
        {...(initialValues && { initialValues })}
      >
        <ProblemNotice error={error} errors={homeless} />
        {typeof children === 'function' ? children(form) : children}
      </Form>
    </Sheet>
  );
}

function useAdding<Values extends object, Added>(
  { send, onAdded, fieldFor }: AddSheetParts<Values, Added>,
  form: FormInstance<Values>,
) {
  const { release } = useLeaveGuard(useCallback(() => form.isFieldsTouched(), [form]));
  const [homeless, setHomeless] = useState<readonly ProblemError[]>([]);
  const adding = useWrite<Values, Added>({
    send,
    onDone: (added) => {
      release();
      onAdded(added);
    },
    onRefused: (problem) => setHomeless(showAtFields(form, problem, fieldFor)),
  });
  return { ...adding, homeless };
}
