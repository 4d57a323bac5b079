import { OnceDialog } from '../../components/once-dialog';
import { moment } from '../../lib/format';
import { type UserLink } from '../../lib/users';
import { USER_TEXTS } from '../../lib/texts/users';

const TEXTS = USER_TEXTS.link;

interface LinkDialogParts {
  readonly name: string;
  readonly link: UserLink;
  readonly onClose: () => void;
}

/** The link for somebody to choose a password by. */
export function LinkDialog({ name, link, onClose }: LinkDialogParts) {
  const { url, expiresAt } = link;
  return (
    <OnceDialog title={TEXTS.title(name)} texts={TEXTS} value={url} onClose={onClose}>
      {expiresAt === null ? (
        <p>{TEXTS.provider}</p>
      ) : (
        <>
          <p>{TEXTS.text}</p>
          <p>{`${TEXTS.once} ${TEXTS.expires(moment(expiresAt))}`}</p>
        </>
      )}
    </OnceDialog>
  );
}
