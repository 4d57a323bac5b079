import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';

import { EditSheet } from '../../components/edit-sheet';
import { ProblemNotice } from '../../components/problem-notice';
import { ThingSheet } from '../../components/thing-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useLeaveGuard } from '../../components/use-leave-guard';
import { useThingEdit } from '../../components/use-thing-edit';
import { type Versioned } from '../../lib/api';
import { fetchUser, type User, type UserLink } from '../../lib/users';
import { administersAnything, useMe } from '../../lib/session';
import { USER_TEXTS as TEXTS } from '../../lib/texts/users';
import { LinkDialog } from './link-dialog';
import { NewLinkButton } from './new-link-button';
import { sendUser, useActivation, useUserSaved } from './save-user';
import { UserFields } from './user-fields';
import { userField, userVersions, valuesOfUser } from './user-values';

export function EditUserSheet() {
  const { userId = '' } = useParams();
  const close = useBackToList('/users');
  const { data, error, refetch } = useQuery({
    queryKey: ['users', 'versioned', userId],
    queryFn: ({ signal }) => fetchUser(userId, signal),
  });
  if (data === undefined) return <ThingSheet title={TEXTS.title} error={error} onClose={close} />;
  const onStale = (): void => void refetch();
  return <EditUser key={userId} fetched={data} onClose={close} onStale={onStale} />;
}

interface EditUserParts {
  readonly fetched: Versioned<User>;
  readonly onClose: () => void;
  readonly onStale: () => void;
}

function EditUser({ fetched, onClose, onStale }: EditUserParts) {
  const { data: me } = useMe();
  const [link, setLink] = useState<UserLink>();
  const onSaved = useUserSaved();
  const edit = useThingEdit({
    fetched,
    refetch: onStale,
    valuesOf: valuesOfUser,
    send: sendUser,
    onSaved: (saved, changes, before) => {
      release();
      onSaved(saved, changes, before);
      onClose();
    },
    onUnchanged: onClose,
    fieldFor: userField,
  });
  const { release } = useLeaveGuard(edit.isDirty);
  const activation = useActivation(fetched);
  const { name } = edit.base;
  const shownName = name ?? TEXTS.nameless;
  return (
    <>
      <EditSheet
        title={TEXTS.editTitle(shownName)}
        edit={edit}
        initialValues={valuesOfUser(edit.base)}
        readOnly={administersAnything(me) ? undefined : TEXTS.noRole}
        versions={userVersions}
        removal={activation}
        onClose={onClose}
      >
        <Standing user={fetched.thing} name={shownName} onLink={setLink} />
        <UserFields isNew={false} />
      </EditSheet>
      {link === undefined ? null : (
        <LinkDialog name={shownName} link={link} onClose={() => setLink(undefined)} />
      )}
    </>
  );
}

interface StandingParts {
  readonly user: User;
  readonly name: string;
  readonly onLink: (link: UserLink) => void;
}

/** Who is deactivated gets no link; who is active may have lost his. */
function Standing({ user, name, onLink }: StandingParts) {
  const [error, setError] = useState<unknown>(null);
  if (!user.active) {
    return (
      <Alert className="problem-notice" type="warning" role="status" title={TEXTS.isInactive} />
    );
  }
  return (
    <>
      <ProblemNotice error={error} />
      <NewLinkButton userId={user.id} name={name} onLink={onLink} onRefused={setError} />
    </>
  );
}
