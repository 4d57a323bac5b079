import { type components } from '../generated/api';
import { api, dataOf, type Versioned, versionedOf } from './api';
import { type Page } from './page';
import { type WriteHeaders } from './write';

/** Somebody who may sign in; `roles` are those in the accounts that one administers. */
export type User = components['schemas']['UserDto'];
export type InvitedUser = components['schemas']['InvitedUserDto'];
/** By account; `*` stands for all of them. */
export type RolesByAccount = User['roles'];
/** A link to choose a password by. With an identity provider there is none: it never expires. */
export type UserLink = components['schemas']['InvitationDto'];
export type NewUser = components['schemas']['AddUserDto'];
export type UserChanges = components['schemas']['EditUserDto'];

export function fetchUsers(
  page: { readonly limit: number; readonly q?: string; readonly cursor?: string },
  signal: AbortSignal,
): Promise<Page<User>> {
  return dataOf(api.GET('/v1/users', { params: { query: page }, signal }));
}

export function fetchUser(userId: string, signal: AbortSignal): Promise<Versioned<User>> {
  return versionedOf(api.GET('/v1/users/{userId}', { params: { path: { userId } }, signal }));
}

export function addUser(body: NewUser, header: WriteHeaders): Promise<InvitedUser> {
  return dataOf(api.POST('/v1/users', { params: { header }, body }));
}

export function editUser(
  userId: string,
  body: UserChanges,
  header: WriteHeaders & { readonly 'If-Match': string },
): Promise<Versioned<User>> {
  return versionedOf(
    api.PATCH('/v1/users/{userId}', { params: { header, path: { userId } }, body }),
  );
}

/** Asked for twice, it is another link, and the first one is good no more. */
export function newLinkFor(userId: string): Promise<UserLink> {
  return dataOf(
    api.POST('/v1/users/{userId}/invitation', { params: { path: { userId } }, body: {} }),
  );
}
