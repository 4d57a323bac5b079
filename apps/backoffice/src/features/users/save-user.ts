import { headersAfter, type VersionedHeaders } from '../../components/use-thing-edit';
import { useUndo } from '../../components/use-undo';
import { type Versioned } from '../../lib/api';
import { editUser, type User } from '../../lib/users';
import { THING_TEXTS } from '../../lib/texts/things';
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

export function useUserSaved() {
  const tell = useUndo();
  return (
    { thing, etag }: Versioned<User>,
    _changes: Partial<UserValues>,
    before: Partial<UserValues>,
  ): void => {
    const name = thing.name ?? TEXTS.nameless;
    const undo = () => sendUser(before, headersAfter(etag), thing);
    tell({ name, text: THING_TEXTS.saved(name), undo });
  };
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
      tell({ name, text, undo });
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
