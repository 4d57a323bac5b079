import { useParams } from 'react-router';

import { AddSheet } from '../../components/add-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useUndo } from '../../components/use-undo';
import { api, dataOf } from '../../lib/api';
import { useHoldsRole } from '../../lib/session';
import { GROUP_TEXTS as TEXTS } from '../../lib/texts/groups';
import { THING_TEXTS } from '../../lib/texts/things';
import { type Group } from '../../lib/things';
import { type WriteHeaders } from '../../lib/write';
import { GroupFields } from './group-fields';
import { groupField, type GroupValues } from './group-values';

export function AddGroupSheet() {
  const { accountId = '' } = useParams();
  const close = useBackToList(`/accounts/${accountId}/groups`);
  const mayAdd = useHoldsRole('administrator', accountId);
  const mayShare = useHoldsRole('administrator');
  const tell = useUndo();
  const onAdded = ({ id, name }: Group): void => {
    tell({ id, name, text: THING_TEXTS.added(name) });
    close();
  };
  return (
    <AddSheet<GroupValues, Group>
      title={TEXTS.addTitle}
      readOnly={mayAdd ? undefined : TEXTS.noRole}
      initialValues={{ ofAll: false }}
      send={(values, header) => addGroup(accountId, values, header)}
      onAdded={onAdded}
      fieldFor={groupField}
      onClose={close}
    >
      <GroupFields isNew mayShare={mayShare} />
    </AddSheet>
  );
}

function addGroup(
  accountId: string,
  { name, ofAll }: GroupValues,
  header: WriteHeaders,
): Promise<Group> {
  const body = { name, ...(!ofAll && { accountId }) };
  return dataOf(api.POST('/v1/groups', { params: { header }, body }));
}
