import { type VersionedHeaders } from '../../components/use-thing-edit';
import { useUndo } from '../../components/use-undo';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { newKey } from '../../lib/intent';
import { GROUP_TEXTS as TEXTS } from '../../lib/texts/groups';
import { THING_TEXTS } from '../../lib/texts/things';
import { type Group } from '../../lib/things';
import { useWrite } from '../../lib/write';
import { groupPatch, type GroupValues } from './group-values';

/** `accountId` is the one to which a group comes that is of all accounts no more. */
export function useGroupSaving(accountId: string) {
  const tell = useUndo();
  const send = (
    changes: Partial<GroupValues>,
    header: VersionedHeaders,
    { id: groupId }: Group,
  ): Promise<Versioned<Group>> => {
    const request = { path: { groupId }, header };
    const body = groupPatch(changes, accountId);
    return versionedOf<Group>(api.PATCH('/v1/groups/{groupId}', { params: request, body }));
  };
  const onSaved = (
    { thing, etag }: Versioned<Group>,
    _changes: Partial<GroupValues>,
    before: Partial<GroupValues>,
  ): void => {
    const header = { 'Idempotency-Key': newKey(), 'If-Match': etag };
    const { name } = thing;
    tell({ name, text: THING_TEXTS.saved(name), undo: () => send(before, header, thing) });
  };
  return { send, onSaved };
}

export function useGroupRemoval({ thing, etag }: Versioned<Group>, onRemoved: () => void) {
  const tell = useUndo();
  const { id: groupId, name } = thing;
  const { write, isPending, error } = useWrite<string, unknown>({
    send: (seen, header) => {
      const request = { path: { groupId }, header: { ...header, 'If-Match': seen } };
      return dataOf(api.DELETE('/v1/groups/{groupId}', { params: request }));
    },
    onDone: () => {
      tell({ name, text: THING_TEXTS.removed(name) });
      onRemoved();
    },
  });
  const asked = {
    label: TEXTS.remove,
    title: TEXTS.removeTitle(name),
    text: TEXTS.removeText,
    act: () => write(etag),
  };
  return { asked, isPending, error };
}
