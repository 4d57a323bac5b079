import { App, Button } from 'antd';

import { newLinkFor, type UserLink } from '../../lib/users';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { USER_TEXTS as TEXTS } from '../../lib/texts/users';
import { useWrite } from '../../lib/write';

interface NewLinkButtonParts {
  readonly userId: string;
  readonly name: string;
  readonly onLink: (link: UserLink) => void;
  readonly onRefused: (error: Error) => void;
}

export function NewLinkButton({ userId, name, onLink, onRefused }: NewLinkButtonParts) {
  const { modal } = App.useApp();
  const { write, isPending } = useWrite<string, UserLink>({
    send: newLinkFor,
    isSentOnce: true,
    onDone: onLink,
    onRefused,
  });
  const ask = (): void => {
    modal.confirm({
      title: TEXTS.newLinkTitle(name),
      content: TEXTS.newLinkText,
      okText: TEXTS.newLink,
      cancelText: COMMON_TEXTS.cancel,
      onOk: () => write(userId),
    });
  };
  return (
    <Button className="new-link" loading={isPending} onClick={ask}>
      {TEXTS.newLink}
    </Button>
  );
}
