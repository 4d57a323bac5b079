import { App, Button } from 'antd';
import { type ReactNode } from 'react';

import { COMMON_TEXTS } from '../lib/texts/common';

export interface Removal {
  readonly label: string;
  /** What is asked first; without it, it is done at once. */
  readonly title?: string;
  readonly text?: string;
  /** What is asked first is dangerous, and what asks by itself may be. */
  readonly isDangerous?: boolean;
  readonly act: () => void;
}

interface SheetFooterParts {
  readonly onCancel: () => void;
  /** Without it one may only look. */
  readonly onSave?: (() => void) | undefined;
  readonly isPending: boolean;
  readonly saveText?: string;
  readonly removal?: Removal | undefined;
  /** A further button beside the one that saves. */
  readonly more?: ReactNode;
}

/** Removing stands apart from saving, and asks first. */
export function SheetFooter(parts: SheetFooterParts) {
  const { onCancel, onSave, isPending, saveText, removal, more } = parts;
  return (
    <div className="sheet-actions">
      {removal === undefined ? null : <RemoveButton removal={removal} isDisabled={isPending} />}
      <span className="page-head-space" />
      <Button onClick={() => onCancel()}>
        {onSave === undefined ? COMMON_TEXTS.close : COMMON_TEXTS.cancel}
      </Button>
      {more}
      {onSave === undefined ? null : (
        <Button type="primary" loading={isPending} onClick={onSave}>
          {saveText ?? COMMON_TEXTS.save}
        </Button>
      )}
    </div>
  );
}

function RemoveButton({ removal, isDisabled }: { removal: Removal; isDisabled: boolean }) {
  const { modal } = App.useApp();
  const { label, title, text, isDangerous = title !== undefined, act } = removal;
  const ask = (): void => {
    if (title === undefined) {
      act();
      return;
    }
    modal.confirm({
      title,
      content: text,
      okText: label,
      okButtonProps: { danger: true },
      cancelText: COMMON_TEXTS.cancel,
      autoFocusButton: 'cancel',
      onOk: act,
    });
  };
  return (
    <Button danger={isDangerous} disabled={isDisabled} onClick={ask}>
      {label}
    </Button>
  );
}
