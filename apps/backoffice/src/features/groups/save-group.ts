import { useRemoval } from '../../components/use-removal';
import { type VersionedHeaders } from '../../components/use-saving';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { GROUP_TEXTS as TEXTS } from '../../lib/texts/groups';
import { THING_TEXTS } from '../../lib/texts/things';
import { type Group } from '../../lib/things';
import { groupPatch, type GroupValues } from './group-values';

/** `accountId` is the one to which a group comes that is of all accounts no more. */
export function sendGroup(accountId: string) {
  return (
    changes: Partial<GroupValues>,
    header: VersionedHeaders,
    { id: groupId }: Group,
  ): Promise<Versioned<Group>> => {
    const request = { path: { groupId }, header };
    const body = groupPatch(changes, accountId);
    return versionedOf<Group>(api.PATCH('/v1/groups/{groupId}', { params: request, body }));
  };
}

export function useGroupRemoval({ thing, etag }: Versioned<Group>, onRemoved: () => void) {
  const { id: groupId, name } = thing;
  return useRemoval({
    id: groupId,
    name,
    etag,
    label: TEXTS.remove,
    title: TEXTS.removeTitle(name),
    text: TEXTS.removeText,
    send: (header) =>
      dataOf(api.DELETE('/v1/groups/{groupId}', { params: { path: { groupId }, header } })),
    done: THING_TEXTS.removed(name),
    onDone: onRemoved,
  });
}
