import { App, type FormInstance } from 'antd';
import { useEffect, useRef } from 'react';

import { LEAVE_QUESTION } from './leave-question';

/** Closes the dialog of a form, and asks first where what was typed into it would be lost. */
export function useClosing(
  form: Pick<FormInstance, 'isFieldsTouched'>,
  onClose: () => void,
): () => void {
  const { modal } = App.useApp();
  const question = useRef<{ readonly destroy: () => void }>(undefined);
  // What is saved meanwhile closes the dialog, and with it what is asked.
  useEffect(() => () => question.current?.destroy(), []);
  return () => {
    if (!form.isFieldsTouched()) return onClose();
    question.current = modal.confirm({ ...LEAVE_QUESTION, onOk: onClose });
  };
}
