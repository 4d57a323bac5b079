import { App } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';

import { LEAVE_QUESTION } from './leave-question';

interface Leaving {
  /** Closes what does not go with the page that is left. */
  readonly onLeave?: () => void;
  /** What would be lost, where that is not what was typed. */
  readonly loss?: string;
}

interface Guard extends Leaving {
  readonly mayLose: () => boolean;
}

/** Of all forms that are open, one above the other. */
const guards = new Set<Guard>();
/** Told when there may be less to lose than before. */
const relieved = new EventTarget();
const RELIEF = 'relief';

interface LeaveGuard {
  /** To be called before leaving on purpose, after saving. */
  readonly release: () => void;
  /** False for who has left: an answer that comes late leads him nowhere. */
  readonly isHere: () => boolean;
}

/**
 * Has it asked before what was typed is lost: on the way to another address, and when the page is
 * closed or loaded anew.
 */
export function useLeaveGuard(isDirty: () => boolean, leaving: Leaving = {}): LeaveGuard {
  const { onLeave, loss } = leaving;
  const isReleased = useRef(false);
  useEffect(() => {
    const mayLose = (): boolean => !isReleased.current && isDirty();
    const guard = { mayLose, ...(onLeave && { onLeave }), ...(loss && { loss }) };
    guards.add(guard);
    return () => {
      guards.delete(guard);
      relieved.dispatchEvent(new Event(RELIEF));
    };
  }, [isDirty, onLeave, loss]);
  const release = useCallback(() => {
    isReleased.current = true;
    relieved.dispatchEvent(new Event(RELIEF));
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
    const stay = (): void => blocker.reset();
    const leave = (): void => {
      for (const { onLeave } of guards) onLeave?.();
      blocker.proceed();
    };
    const content = [...guards].findLast(({ loss }) => loss !== undefined)?.loss;
    const question = modal.confirm({
      ...LEAVE_QUESTION,
      ...(content !== undefined && { content }),
      onOk: leave,
      onCancel: stay,
    });
    // What is saved meanwhile is not lost, and what was asked is answered.
    const reconsider = (): void => {
      if (!mayLose()) stay();
    };
    relieved.addEventListener(RELIEF, reconsider);
    return () => {
      relieved.removeEventListener(RELIEF, reconsider);
      // Several ways that are tried at once are asked about once.
      question.destroy();
    };
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
