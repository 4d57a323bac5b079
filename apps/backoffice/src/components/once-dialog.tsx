import './once-dialog.css';

import { App, Button, Input, Modal } from 'antd';
import { type ReactNode } from 'react';

import { COMMON_TEXTS } from '../lib/texts/common';
import { useLeaveGuard } from './use-leave-guard';

export interface OnceTexts {
  /** What the value is. */
  readonly label: string;
  readonly copy: string;
  readonly copied: string;
  /** That it is kept elsewhere now. */
  readonly done: string;
}

interface OnceDialogParts {
  readonly title: string;
  readonly texts: OnceTexts;
  readonly value: string;
  readonly onClose: () => void;
  /** What it is for. */
  readonly children: ReactNode;
}

/** The only time that something is seen: nothing but its own button closes this. */
export function OnceDialog({ title, texts, value, onClose, children }: OnceDialogParts) {
  const { release } = useLeaveGuard(always, { loss: COMMON_TEXTS.unsaved.once });
  const done = (): void => {
    release();
    onClose();
  };
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={done}>
          {texts.done}
        </Button>
      }
    >
      {children}
      <div className="once-line">
        <Input
          aria-label={texts.label}
          readOnly
          value={value}
          onFocus={({ target }) => target.select()}
        />
        <CopyButton text={value} texts={texts} />
      </div>
    </Modal>
  );
}

function always(): boolean {
  return true;
}

function CopyButton({ text, texts }: { readonly text: string; readonly texts: OnceTexts }) {
  const { message } = App.useApp();
  const copy = (): void => {
    copyText(text).then(
      () => void message.success(texts.copied),
      () => void message.warning(COMMON_TEXTS.notCopied),
    );
  };
  return (
    <Button autoFocus onClick={copy}>
      {texts.copy}
    </Button>
  );
}

/** Browsers have a clipboard on https and on the own machine alone. */
async function copyText(text: string): Promise<void> {
  const { clipboard } = navigator as Partial<Navigator>;
  if (clipboard === undefined) throw new Error('there is no clipboard');
  await clipboard.writeText(text);
}
