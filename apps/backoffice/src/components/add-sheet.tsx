import { Button, Form, type FormInstance, type FormProps } from 'antd';
import { type ReactNode, useRef, useState } from 'react';

import { type FieldName, showAtFields } from '../lib/field-problems';
import { type ProblemError } from '../lib/problem';
import { COMMON_TEXTS } from '../lib/texts/common';
import { useWrite, type WriteHeaders } from '../lib/write';
import { EnterSaves } from './enter-saves';
import { ReadOnlyNote } from './read-only-note';
import { SaveProblem } from './save-problem';
import { Sheet } from './sheet';
import { SheetFooter } from './sheet-footer';
import { useLeaveGuard } from './use-leave-guard';
import { useTyped } from './use-typed';

export interface AddSheetParts<Values extends object, Added> {
  readonly title: string;
  readonly saveText?: string;
  /** Why one may look and not add; undefined for whoever may. */
  readonly readOnly: string | undefined;
  readonly send: (values: Values, header: WriteHeaders) => Promise<Added>;
  /** For what takes no key: whoever adds is told at once that no answer came. */
  readonly isSentOnce?: boolean;
  readonly onAdded: (added: Added) => void;
  /** Adds it and begins the next one. */
  readonly another?: Another<Values, Added>;
  readonly fieldFor?: (pointer: string, sent: Values) => FieldName | undefined;
  readonly initialValues?: Partial<Values>;
  readonly formLook?: Pick<FormProps, 'requiredMark' | 'validateTrigger'>;
  /** What adding would do, always in sight above the buttons. */
  readonly foretelling?: (form: FormInstance<Values>) => ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode | ((form: FormInstance<Values>) => ReactNode);
}

interface Another<Values extends object, Added> {
  readonly label: string;
  /** Tells what was added, and says what the next one begins with. */
  readonly onAdded: (added: Added, sent: Values) => Partial<Values>;
  readonly firstField: string;
}

/**
 * A form for a thing that is not there yet, over the list that it will be in. All that it knows is
 * sent on, also of a row what no field shows, as it is foretold.
 */
export function AddSheet<Values extends object, Added>(parts: AddSheetParts<Values, Added>) {
  const { title, readOnly, isSentOnce = false, onClose, children, initialValues, formLook } = parts;
  const [form] = Form.useForm<Values>();
  const { submit, write, isPending, error, homeless } = useAdding(parts, form);
  const save = readOnly === undefined ? () => submit(false) : undefined;
  return (
    <Sheet
      title={title}
      onClose={onClose}
      {...(save && { onSave: save })}
      footer={<Footer {...{ parts, form, save, submit, isPending }} />}
    >
      {readOnly === undefined ? null : <ReadOnlyNote text={readOnly} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={readOnly !== undefined}
        onFinish={() => write(form.getFieldsValue(true) as Values)}
        scrollToFirstError={{ focus: true }}
        {...(initialValues && { initialValues })}
        {...formLook}
      >
        {save === undefined ? null : <EnterSaves onSave={save} />}
        <SaveProblem error={error} errors={homeless} isSentOnce={isSentOnce} />
        {typeof children === 'function' ? children(form) : children}
      </Form>
    </Sheet>
  );
}

interface FooterParts<Values extends object, Added> {
  readonly parts: AddSheetParts<Values, Added>;
  readonly form: FormInstance<Values>;
  readonly save: (() => void) | undefined;
  readonly submit: (isMoreToCome: boolean) => void;
  readonly isPending: boolean;
}

function Footer<Values extends object, Added>(footer: FooterParts<Values, Added>) {
  const { parts, form, save, submit, isPending } = footer;
  const { saveText = COMMON_TEXTS.add, another, foretelling, onClose } = parts;
  const more = another && (
    <Button disabled={isPending} onClick={() => submit(true)}>
      {another.label}
    </Button>
  );
  return (
    <>
      {save === undefined ? null : foretelling?.(form)}
      <SheetFooter
        onCancel={onClose}
        onSave={save}
        isPending={isPending}
        saveText={saveText}
        more={save && more}
      />
    </>
  );
}

function useAdding<Values extends object, Added>(
  parts: AddSheetParts<Values, Added>,
  form: FormInstance<Values>,
) {
  const { send, isSentOnce = false, onAdded, another, fieldFor, initialValues } = parts;
  const { isTyped, beginWith } = useTyped(form, initialValues);
  const { release, isHere } = useLeaveGuard(isTyped);
  const [homeless, setHomeless] = useState<readonly ProblemError[]>([]);
  const isMoreToCome = useRef(false);
  const begin = (values: Partial<Values>, firstField: string): void => {
    beginWith(values);
    form.getFieldInstance(firstField as never)?.focus({ cursor: 'all' });
  };
  const adding = useWrite<Values, Added>({
    send,
    isSentOnce,
    onDone: (added, sent) => {
      if (!isHere()) return;
      if (another !== undefined && isMoreToCome.current) {
        begin(another.onAdded(added, sent), another.firstField);
        return;
      }
      release();
      onAdded(added);
    },
    onRefused: (problem, sent) => {
      const fieldOf = fieldFor && ((pointer: string) => fieldFor(pointer, sent));
      setHomeless(showAtFields(form, problem, fieldOf));
    },
  });
  const submit = (more: boolean): void => {
    isMoreToCome.current = more;
    form.submit();
  };
  return { ...adding, submit, homeless };
}
