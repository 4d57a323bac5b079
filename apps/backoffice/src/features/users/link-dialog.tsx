import { App, Button, Input, Modal } from 'antd';

import { moment } from '../../lib/format';
import { type UserLink } from '../../lib/users';
import { USER_TEXTS } from '../../lib/texts/users';

const TEXTS = USER_TEXTS.link;

interface LinkDialogParts {
  readonly name: string;
  readonly link: UserLink;
  readonly onClose: () => void;
}

/** The only time that the link is seen: nothing but its own button closes this. */
export function LinkDialog({ name, link, onClose }: LinkDialogParts) {
  const { url, expiresAt } = link;
  return (
    <Modal
      open
      title={TEXTS.title(name)}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {TEXTS.done}
        </Button>
      }
    >
      {expiresAt === null ? (
        <p>{TEXTS.provider}</p>
      ) : (
        <>
          <p>{TEXTS.text}</p>
          <p>{`${TEXTS.once} ${TEXTS.expires(moment(expiresAt))}`}</p>
        </>
      )}
      <div className="link-line">
        <Input
          aria-label={TEXTS.label}
          readOnly
          value={url}
          onFocus={({ target }) => target.select()}
        />
        <CopyButton text={url} />
      </div>
    </Modal>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const { message } = App.useApp();
  const copy = (): void => {
    copyText(text).then(
      () => void message.success(TEXTS.copied),
      () => void message.warning(TEXTS.notCopied),
    );
  };
  return (
    <Button autoFocus onClick={copy}>
      {TEXTS.copy}
    </Button>
  );
}

/** Browsers have a clipboard on https and on the own machine alone. */
async function copyText(text: string): Promise<void> {
  const { clipboard } = navigator as Partial<Navigator>;
  if (clipboard === undefined) throw new Error('there is no clipboard');
  await clipboard.writeText(text);
}
