import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';

import { EditSheet } from '../../components/edit-sheet';
import { ProblemNotice } from '../../components/problem-notice';
import { type Opened, ThingSheet } from '../../components/thing-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useThingEdit } from '../../components/use-thing-edit';
import { fetchUser, type User, type UserLink } from '../../lib/users';
import { administersAnything, useMe } from '../../lib/session';
import { USER_TEXTS as TEXTS } from '../../lib/texts/users';
import { LinkDialog } from './link-dialog';
import { NewLinkButton } from './new-link-button';
import { sendUser, useActivation } from './save-user';
import { UserFields } from './user-fields';
import { RolesSummary } from './roles-summary';
import { userField, type UserValues, valuesOfUser } from './user-values';

export function EditUserSheet() {
  const { userId = '' } = useParams();
  const close = useBackToList('/users');
  const query = useQuery({
    queryKey: ['users', 'versioned', userId],
    queryFn: ({ signal }) => fetchUser(userId, signal),
  });
  return (
    <ThingSheet title={TEXTS.title} query={query} onClose={close}>
      {(opened) => <EditUser key={userId} {...opened} />}
    </ThingSheet>
  );
}

function EditUser(opened: Opened<User>) {
  const { fetched, onClose } = opened;
  const { data: me } = useMe();
  const [link, setLink] = useState<UserLink>();
  const edit = useThingEdit({
    ...opened,
    nameOf: shownNameOf,
    valuesOf: valuesOfUser,
    send: sendUser,
    fieldFor: userField,
  });
  return (
    <>
      <EditSheet
        titles={TEXTS.titles}
        edit={edit}
        readOnly={administersAnything(me) ? undefined : TEXTS.noRole}
        labels={TEXTS.fields}
        show={fieldText}
        removal={useActivation(fetched)}
        onClose={onClose}
      >
        <Standing user={fetched.thing} name={edit.name} onLink={setLink} />
        <UserFields isNew={false} />
      </EditSheet>
      {link === undefined ? null : (
        <LinkDialog name={edit.name} link={link} onClose={() => setLink(undefined)} />
      )}
    </>
  );
}

/** A field, as a person reads it. */
function fieldText(field: keyof UserValues, values: UserValues): ReactNode {
  if (field !== 'roles') return values[field];
  const isNone = Object.keys(values.roles).length === 0;
  return isNone ? '' : <RolesSummary roles={values.roles} />;
}

function shownNameOf({ name }: User): string {
  return name ?? TEXTS.nameless;
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
