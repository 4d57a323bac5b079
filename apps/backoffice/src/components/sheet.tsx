import { Drawer } from 'antd';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';

import { useNarrow } from '../lib/use-narrow';
import { useTitle } from './use-title';

interface SheetParts {
  readonly title: string;
  /** Esc, the cross, or a click beside it. */
  readonly onClose: () => void;
  /** Ctrl+Enter or Cmd+Enter. */
  readonly onSave?: () => void;
  readonly footer?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  readonly width?: number;
}

/** A form over the list that it belongs to; it has an address of its own. */
export function Sheet(parts: SheetParts) {
  const { title, onClose, onSave, footer, extra, children, width = 560 } = parts;
  useTitle(title);
  const isNarrow = useNarrow();
  const body = useRef<HTMLDivElement>(null);
  useSaveKeys(body, onSave);
  return (
    <Drawer
      open
      title={title}
      placement="right"
      size={isNarrow ? '100%' : width}
      onClose={() => onClose()}
      footer={footer}
      extra={extra}
      classNames={{ body: 'sheet-body', footer: 'sheet-footer' }}
    >
      <div ref={body}>{children}</div>
    </Drawer>
  );
}

/** Before the field that has the cursor: Enter opens a choice, and ends a line. */
function useSaveKeys(body: RefObject<HTMLDivElement | null>, onSave: (() => void) | undefined) {
  const latest = useRef(onSave);
  useEffect(() => {
    latest.current = onSave;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const sheet = body.current?.closest('[role="dialog"]');
      if (!isSave(event) || !isWithin(sheet, event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      takeWhatIsTyped();
      latest.current?.();
    };
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, [body]);
}

/** A field of several words takes the last one when it is left, as a click on the button does. */
function takeWhatIsTyped(): void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLInputElement)) return;
  activeElement.blur();
  activeElement.focus({ preventScroll: true });
}

function isSave({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey);
}

/** A dialog over the sheet keeps its keys for itself. What had the cursor may be gone: a choice. */
function isWithin(sheet: Element | null | undefined, target: EventTarget | null): boolean {
  if (target === document.body) return true;
  return target instanceof Node && sheet?.contains(target) === true;
}
