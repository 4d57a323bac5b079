import { headersAfter, type VersionedHeaders } from '../../components/use-saving';
import { useUndo } from '../../components/use-undo';
import { type Versioned } from '../../lib/api';
import { editUser, type User } from '../../lib/users';
import { USER_TEXTS as TEXTS } from '../../lib/texts/users';
import { useWrite } from '../../lib/write';
import { userBody, type UserValues } from './user-values';

export function sendUser(
  changes: Partial<UserValues>,
  header: VersionedHeaders,
  { id }: User,
): Promise<Versioned<User>> {
  return editUser(id, userBody(changes), header);
}

/** Deactivates whoever is active, after asking; reactivates whoever is not. */
export function useActivation({ thing, etag }: Versioned<User>) {
  const tell = useUndo();
  const { id, active } = thing;
  const name = thing.name ?? TEXTS.nameless;
  const { write, isPending, error } = useWrite<string, Versioned<User>>({
    send: (seen, header) => editUser(id, { active: !active }, { ...header, 'If-Match': seen }),
    onDone: (saved) => {
      const text = active ? TEXTS.deactivated(name) : TEXTS.reactivated(name);
      const undo = () => editUser(id, { active }, headersAfter(saved.etag));
      tell({ id, name, text, undo });
    },
  });
  const act = (): void => write(etag);
  const asked = active
    ? {
        label: TEXTS.deactivate,
        title: TEXTS.deactivateTitle(name),
        text: TEXTS.deactivateText,
        act,
      }
    : { label: TEXTS.reactivate, act };
  return { asked, isPending, error };
}
