import { useEffect, useRef, useSyncExternalStore } from 'react';

const TYPING = 'input, textarea, select, [contenteditable], [role="combobox"], [role="dialog"]';
const PLACE = 'chargebook.shortcuts';

const listeners = new Set<() => void>();
let isEnabled = readEnabled();

/** Calls when one of the keys is pressed alone, and nobody is typing or answering a dialog. */
export function useShortcut(keys: readonly string[], act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const joined = keys.join('\n');
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!isEnabled || !joined.split('\n').includes(event.key) || isTaken(event)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [joined]);
}

/** Single keys may be switched off, for those who press or speak them unmeant. */
export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    () => isEnabled,
  );
}

export function setShortcutsEnabled(enabled: boolean): void {
  isEnabled = enabled;
  for (const listener of listeners) listener();
  try {
    localStorage.setItem(PLACE, enabled ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing remembers it for as long as the page is open.
  }
}

function readEnabled(): boolean {
  try {
    return localStorage.getItem(PLACE) !== 'off';
  } catch {
    return true;
  }
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const { target } = event;
  if (target instanceof Element && target.closest(TYPING) !== null) return true;
  return [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].some(isShown);
}

/** A dialog that was closed may stay in the page, unseen. */
function isShown(dialog: Element): boolean {
  return dialog.getClientRects().length > 0;
}
