import { useState } from 'react';

import { AddSheet } from '../../components/add-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { addUser, type User, type UserLink } from '../../lib/users';
import { administersAnything, useMe } from '../../lib/session';
import { USER_TEXTS as TEXTS } from '../../lib/texts/users';
import { LinkDialog } from './link-dialog';
import { UserFields } from './user-fields';
import { userBody, userField, type UserValues } from './user-values';

type Invited = User & { readonly invitation: UserLink };

export function InviteUserSheet() {
  const close = useBackToList('/users');
  const { data: me } = useMe();
  const [invited, setInvited] = useState<Invited>();
  if (invited !== undefined) {
    const { name, invitation } = invited;
    return <LinkDialog name={name ?? TEXTS.nameless} link={invitation} onClose={close} />;
  }
  return (
    <AddSheet<UserValues, Invited>
      title={TEXTS.addTitle}
      saveText={TEXTS.invite}
      readOnly={administersAnything(me) ? undefined : TEXTS.noRole}
      send={(values, header) => addUser(userBody(values), header)}
      initialValues={{ roles: {} }}
      onAdded={setInvited}
      fieldFor={userField}
      onClose={close}
    >
      <UserFields isNew />
    </AddSheet>
  );
}
