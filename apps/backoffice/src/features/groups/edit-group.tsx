import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { EditSheet } from '../../components/edit-sheet';
import { ThingSheet } from '../../components/thing-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useLeaveGuard } from '../../components/use-leave-guard';
import { useThingEdit } from '../../components/use-thing-edit';
import { api, type Versioned, versionedOf } from '../../lib/api';
import { useHoldsRole } from '../../lib/session';
import { GROUP_TEXTS as TEXTS } from '../../lib/texts/groups';
import { type Group } from '../../lib/things';
import { GroupFields } from './group-fields';
import { groupField, groupVersions, valuesOfGroup } from './group-values';
import { useGroupRemoval, useGroupSaving } from './save-group';

export function EditGroupSheet() {
  const { accountId = '', groupId = '' } = useParams();
  const close = useBackToList(`/accounts/${accountId}/groups`);
  const { data, error, refetch } = useQuery({
    queryKey: ['groups', 'versioned', groupId],
    queryFn: ({ signal }) =>
      versionedOf<Group>(
        api.GET('/v1/groups/{groupId}', { params: { path: { groupId } }, signal }),
      ),
  });
  if (data === undefined) return <ThingSheet title={TEXTS.title} error={error} onClose={close} />;
  const onStale = (): void => void refetch();
  return <EditGroup key={groupId} fetched={data} onClose={close} onStale={onStale} />;
}

interface EditGroupParts {
  readonly fetched: Versioned<Group>;
  readonly onClose: () => void;
  readonly onStale: () => void;
}

function EditGroup({ fetched, onClose, onStale }: EditGroupParts) {
  const { accountId: here = '' } = useParams();
  const { send, onSaved } = useGroupSaving(here);
  const edit = useThingEdit({
    fetched,
    refetch: onStale,
    valuesOf: valuesOfGroup,
    send,
    onSaved: (saved, changes, before) => {
      release();
      onSaved(saved, changes, before);
      onClose();
    },
    onUnchanged: onClose,
    fieldFor: groupField,
  });
  const { release } = useLeaveGuard(edit.isDirty);
  const removal = useGroupRemoval(fetched, () => {
    release();
    onClose();
  });
  return (
    <EditSheet
      title={TEXTS.editTitle(edit.base.name)}
      edit={edit}
      initialValues={valuesOfGroup(edit.base)}
      readOnly={useWhyReadOnly(edit.base.accountId)}
      versions={groupVersions}
      removal={removal}
      onClose={onClose}
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
