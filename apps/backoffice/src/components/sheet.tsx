import { Drawer } from 'antd';
import { type KeyboardEvent, type ReactNode } from 'react';

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
  const listen = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    // A dialog over the sheet is drawn elsewhere, yet what is pressed there arrives here.
    if (!event.currentTarget.contains(event.target as Node)) return;
    event.preventDefault();
    onSave?.();
  };
  return (
    <Drawer
      open
      title={title}
      placement="right"
      size={isNarrow ? '100%' : width}
      onClose={onClose}
      onKeyDown={listen}
      footer={footer}
      extra={extra}
      classNames={{ body: 'sheet-body', footer: 'sheet-footer' }}
    >
      {children}
    </Drawer>
  );
}
