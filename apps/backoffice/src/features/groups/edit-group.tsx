import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { EditSheet } from '../../components/edit-sheet';
import { type Opened, ThingSheet } from '../../components/thing-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useThingEdit } from '../../components/use-thing-edit';
import { api, versionedOf } from '../../lib/api';
import { useHoldsRole } from '../../lib/session';
import { GROUP_TEXTS as TEXTS } from '../../lib/texts/groups';
import { type Group } from '../../lib/things';
import { GroupFields } from './group-fields';
import { groupField, groupFieldText, groupWayBack, valuesOfGroup } from './group-values';
import { sendGroup, useGroupRemoval } from './save-group';

export function EditGroupSheet() {
  const { accountId = '', groupId = '' } = useParams();
  const close = useBackToList(`/accounts/${accountId}/groups`);
  const query = useQuery({
    queryKey: ['groups', 'versioned', groupId],
    queryFn: ({ signal }) =>
      versionedOf<Group>(
        api.GET('/v1/groups/{groupId}', { params: { path: { groupId } }, signal }),
      ),
  });
  return (
    <ThingSheet title={TEXTS.title} query={query} onClose={close}>
      {(opened) => <EditGroup key={groupId} {...opened} />}
    </ThingSheet>
  );
}

function EditGroup(opened: Opened<Group>) {
  const { accountId: here = '' } = useParams();
  const edit = useThingEdit({
    ...opened,
    nameOf: ({ name }) => name,
    valuesOf: valuesOfGroup,
    send: sendGroup(here),
    wayBack: groupWayBack,
    fieldFor: groupField,
  });
  return (
    <EditSheet
      titles={TEXTS.titles}
      edit={edit}
      readOnly={useWhyReadOnly(edit.base.accountId)}
      labels={TEXTS.fields}
      show={groupFieldText}
      removal={useGroupRemoval(opened.fetched, edit.leave)}
      onClose={opened.onClose}
    >
      <GroupFields isNew={false} mayShare={useHoldsRole('administrator')} />
    </EditSheet>
  );
}

/** Whose it is says who may change it. */
function useWhyReadOnly(owner: string | null): string | undefined {
  const mayEdit = useHoldsRole('administrator', owner ?? undefined);
  if (mayEdit) return undefined;
  return owner === null ? TEXTS.noRoleForAll : TEXTS.noRole;
}
