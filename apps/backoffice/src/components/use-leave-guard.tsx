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

interface Guard {
  readonly mayLose: () => boolean;
  /** As it was said last. */
  readonly leaving: () => Leaving;
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
  const isReleased = useRef(false);
  const latest = useRef({ isDirty, leaving });
  useEffect(() => {
    latest.current = { isDirty, leaving };
  });
  useEffect(() => {
    const guard: Guard = {
      mayLose: () => !isReleased.current && latest.current.isDirty(),
      leaving: () => latest.current.leaving,
    };
    guards.add(guard);
    return () => {
      guards.delete(guard);
      relieved.dispatchEvent(new Event(RELIEF));
    };
  }, []);
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
      relieved.removeEventListener(RELIEF, reconsider);
      for (const { leaving } of guards) leaving().onLeave?.();
      blocker.proceed();
    };
    // What is saved meanwhile is not lost, and what was asked is answered.
    const reconsider = (): void => {
      if (!mayLose()) stay();
    };
    const content = lossOfLatest();
    const question = modal.confirm({
      ...LEAVE_QUESTION,
      ...(content !== undefined && { content }),
      onOk: leave,
      onCancel: stay,
    });
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

function lossOfLatest(): string | undefined {
  const losses = [...guards].map(({ leaving }) => leaving().loss);
  return losses.findLast((loss) => loss !== undefined);
}

function mayLose(): boolean {
  return [...guards].some((guard) => guard.mayLose());
}

/** For what goes on after an answer: false once whoever asked has left. */
export function useIsHere(): () => boolean {
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return useCallback(() => isHere.current, []);
}
