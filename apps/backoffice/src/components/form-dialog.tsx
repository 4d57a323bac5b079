import { Form, Modal } from 'antd';
import { type ReactNode, useRef, useState } from 'react';

import { showAtFields } from '../lib/field-problems';
import { type ProblemError } from '../lib/problem';
import { COMMON_TEXTS } from '../lib/texts/common';
import { useWrite, type WriteHeaders } from '../lib/write';
import { ProblemNotice } from './problem-notice';
import { useClosing } from './use-closing';
import { useTyped } from './use-typed';

interface FormDialogParts<Values extends object, Answer> {
  readonly title: string;
  /** What it comes to. */
  readonly text?: string;
  readonly okText: string;
  /** There is no way back. */
  readonly isDangerous?: boolean;
  readonly initialValues?: Partial<Values>;
  readonly send: (values: Values, header: WriteHeaders) => Promise<Answer>;
  readonly onDone: (answer: Answer) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A few fields over a page, or something that takes a word of explanation before it is done. */
export function FormDialog<Values extends object, Answer>(parts: FormDialogParts<Values, Answer>) {
  const { title, text, okText, isDangerous = false, initialValues, onClose, children } = parts;
  const { send, onDone } = parts;
  const [form] = Form.useForm<Values>();
  const [homeless, setHomeless] = useState<readonly ProblemError[]>([]);
  const { isTyped } = useTyped(form, initialValues);
  const { close, release } = useClosing(isTyped, onClose);
  const fields = useRef<HTMLDivElement>(null);
  const { write, isPending, error } = useWrite<Values, Answer>({
    send,
    onDone: (answer) => {
      release();
      onDone(answer);
    },
    onRefused: (problem) => setHomeless(showAtFields(form, problem)),
  });
  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={{ danger: isDangerous }}
      cancelText={COMMON_TEXTS.cancel}
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={close}
      // Before it is open, no field of it takes the focus.
      afterOpenChange={(isOpen) => {
        if (isOpen) fields.current?.querySelector<HTMLElement>('input, textarea')?.focus();
      }}
    >
      {text === undefined ? null : <p>{text}</p>}
      <ProblemNotice error={error} errors={homeless} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={write}
        {...(initialValues && { initialValues })}
      >
        <div ref={fields}>{children}</div>
      </Form>
    </Modal>
  );
}
