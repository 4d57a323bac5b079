import { App } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';

import { COMMON_TEXTS } from '../lib/texts/common';

const TEXTS = COMMON_TEXTS.unsaved;

/**
 * Asks before what was typed is lost: on the way to another address, and when the page is closed
 * or loaded anew. `release` is to be called before leaving on purpose, after saving.
 */
export function useLeaveGuard(isDirty: () => boolean): { readonly release: () => void } {
  const { modal } = App.useApp();
  const isReleased = useRef(false);
  const mayLose = useCallback(() => !isReleased.current && isDirty(), [isDirty]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && mayLose(),
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    modal.confirm({
      title: TEXTS.title,
      content: TEXTS.text,
      okText: TEXTS.leave,
      okButtonProps: { danger: true },
      cancelText: TEXTS.stay,
      autoFocusButton: 'cancel',
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (mayLose()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [mayLose]);
  const release = useCallback(() => {
    isReleased.current = true;
  }, []);
  return { release };
}
