import { App } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';

import { LEAVE_QUESTION } from './leave-question';

interface LeaveGuard {
  /** To be called before leaving on purpose, after saving. */
  readonly release: () => void;
  /** False for who has left: an answer that comes late leads him nowhere. */
  readonly isHere: () => boolean;
}

/**
 * Asks before what was typed is lost: on the way to another address, and when the page is closed
 * or loaded anew.
 */
export function useLeaveGuard(isDirty: () => boolean): LeaveGuard {
  const { modal } = App.useApp();
  const isReleased = useRef(false);
  const mayLose = useCallback(() => !isReleased.current && isDirty(), [isDirty]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && mayLose(),
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    const question = modal.confirm({
      ...LEAVE_QUESTION,
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
    // Several ways that are tried at once are asked about once.
    return () => question.destroy();
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
  return { release, isHere: useIsHere() };
}

function useIsHere(): () => boolean {
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return useCallback(() => isHere.current, []);
}
