import { App } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';

import { LEAVE_QUESTION } from './leave-question';

interface Guard {
  readonly mayLose: () => boolean;
  readonly onLeave: (() => void) | undefined;
}

/** Of all forms that are open, one above the other. */
const guards = new Set<Guard>();

interface LeaveGuard {
  /** To be called before leaving on purpose, after saving. */
  readonly release: () => void;
  /** False for who has left: an answer that comes late leads him nowhere. */
  readonly isHere: () => boolean;
}

/**
 * Has it asked before what was typed is lost: on the way to another address, and when the page is
 * closed or loaded anew. `onLeave` closes what does not go with the page that is left.
 */
export function useLeaveGuard(isDirty: () => boolean, onLeave?: () => void): LeaveGuard {
  const isReleased = useRef(false);
  useEffect(() => {
    const guard = { mayLose: () => !isReleased.current && isDirty(), onLeave };
    guards.add(guard);
    return () => {
      guards.delete(guard);
    };
  }, [isDirty, onLeave]);
  const release = useCallback(() => {
    isReleased.current = true;
  }, []);
  return { release, isHere: useIsHere() };
}

/** Asks for all forms: the router knows of one at a time that may hold somebody up. */
export function useLeaveQuestion(): void {
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && mayLose(),
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    const question = modal.confirm({
      ...LEAVE_QUESTION,
      onOk: () => {
        for (const { onLeave } of guards) onLeave?.();
        blocker.proceed();
      },
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
  }, []);
}

function mayLose(): boolean {
  return [...guards].some((guard) => guard.mayLose());
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
