import { App } from 'antd';
import { useEffect, useRef } from 'react';

import { LEAVE_QUESTION } from './leave-question';
import { useLeaveGuard } from './use-leave-guard';

interface Closing {
  readonly close: () => void;
  /** To be called once it is saved, before going on. */
  readonly release: () => void;
}

/** Closes the dialog of a form, and asks first where what was typed into it would be lost. */
export function useClosing(isTyped: () => boolean, onClose: () => void): Closing {
  const { modal } = App.useApp();
  const { release } = useLeaveGuard(isTyped, { onLeave: onClose });
  const question = useRef<{ readonly destroy: () => void }>(undefined);
  // What is saved meanwhile closes the dialog, and with it what is asked.
  useEffect(() => () => question.current?.destroy(), []);
  const close = (): void => {
    if (!isTyped()) return onClose();
    question.current = modal.confirm({ ...LEAVE_QUESTION, onOk: onClose });
  };
  return { close, release };
}
