import { Modal } from 'antd';

import { OnOff } from '../components/on-off';
import { setShortcutsEnabled, useShortcut, useShortcutsEnabled } from '../lib/shortcut';
import { APP_TEXTS } from '../lib/texts/app';

const TEXTS = APP_TEXTS.shortcuts;

const KEYS: readonly (readonly [string, string])[] = [
  ['/', TEXTS.search],
  ['n  +', TEXTS.add],
  ['Ctrl Enter', TEXTS.save],
  ['Esc', TEXTS.close],
  ['?', TEXTS.help],
];

interface ShortcutHelpParts {
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** The list, and the switch for those whose speech or hands press keys unmeant. */
export function ShortcutHelp({ isOpen, onOpen, onClose }: ShortcutHelpParts) {
  useShortcut(['?'], onOpen);
  const isEnabled = useShortcutsEnabled();
  return (
    <Modal open={isOpen} title={TEXTS.title} footer={null} onCancel={onClose} width={420}>
      <dl className="shortcuts">
        {KEYS.map(([keys, text]) => (
          <div key={keys}>
            <dt>
              {keys.split(/\s+/).map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <label className="switch-line">
        <OnOff checked={isEnabled} onChange={setShortcutsEnabled} aria-label={TEXTS.enabled} />
        <span>{TEXTS.enabled}</span>
      </label>
    </Modal>
  );
}
