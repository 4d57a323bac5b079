import { App, type FormInstance } from 'antd';

import { LEAVE_QUESTION } from './leave-question';

/** Closes the dialog of a form, and asks first where what was typed into it would be lost. */
export function useClosing(
  form: Pick<FormInstance, 'isFieldsTouched'>,
  onClose: () => void,
): () => void {
  const { modal } = App.useApp();
  return () => {
    if (form.isFieldsTouched()) modal.confirm({ ...LEAVE_QUESTION, onOk: onClose });
    else onClose();
  };
}
