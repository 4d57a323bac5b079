import { sessionFetch, type Versioned } from './api';
import { type Page } from './page';
import { knownPosition, rememberPosition } from './position';
import { problemOf } from './problem';

/** An event of the book as it is told. */
export interface Activity {
  readonly position: string;
  readonly at: string;
  readonly actor: string;
  readonly accountId: string | null;
  readonly siteId: string | null;
  readonly thing: { readonly kind: string; readonly id: string; readonly label: string | null };
  readonly type: string;
  readonly reason: string | null;
  readonly commandId: string;
}

export async function fetchActivity(
  accountId: string,
  page: { readonly limit: number; readonly cursor?: string },
  signal: AbortSignal,
): Promise<Page<Activity>> {
  const query = new URLSearchParams({ accountId, ...page, limit: String(page.limit) });
  return (await send('GET', `/v1/activity?${query}`, { signal })) as Page<Activity>;
}

interface Sending {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

async function send(method: string, path: string, sending: Sending = {}): Promise<unknown> {
  return (await answerTo(method, path, sending)).content;
}

async function answerTo(method: string, path: string, { body, headers, signal }: Sending) {
  const url = new URL(path, window.location.origin);
  const position = method === 'GET' ? knownPosition() : undefined;
  const request = new Request(url, {
    method,
    ...(signal && { signal }),
    ...(body && { body: JSON.stringify(body) }),
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(position !== undefined && { 'chargebook-at-least': position }),
      ...headers,
    },
  });
  const response = await sessionFetch(request);
  const content: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemOf(response, content);
  if (method !== 'GET') rememberPosition(response.headers.get('chargebook-position'));
  return { content, response };
}

/** Somebody who may sign in; `roles` are those in the accounts that one administers. */
export interface User {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly roles: RolesByAccount;
  readonly active: boolean;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly lastChangedAt: string;
  readonly lastChangedBy: string;
}

/** By account; `*` stands for all of them. */
export type RolesByAccount = Readonly<Record<string, readonly string[]>>;

/** A link to choose a password by. With an identity provider there is none: it never expires. */
export interface UserLink {
  readonly url: string;
  readonly expiresAt: string | null;
}

export interface UserWish {
  readonly name: string;
  readonly email: string;
  readonly roles: RolesByAccount;
  readonly active: boolean;
}

type Headers = Readonly<Record<string, string>>;

export async function fetchUsers(
  page: { readonly limit: number; readonly q?: string; readonly cursor?: string },
  signal: AbortSignal,
): Promise<Page<User>> {
  const query = new URLSearchParams({ ...page, limit: String(page.limit) });
  return (await send('GET', `/v1/users?${query}`, { signal })) as Page<User>;
}

export async function fetchUser(id: string, signal: AbortSignal): Promise<Versioned<User>> {
  return versioned(await answerTo('GET', `/v1/users/${encodeURIComponent(id)}`, { signal }));
}

export async function addUser(
  body: Omit<UserWish, 'active'>,
  headers: Headers,
): Promise<User & { readonly invitation: UserLink }> {
  const added = await send('POST', '/v1/users', { body, headers });
  return added as User & { readonly invitation: UserLink };
}

export async function editUser(
  id: string,
  body: Partial<UserWish>,
  headers: Headers,
): Promise<Versioned<User>> {
  return versioned(await answerTo('PATCH', `/v1/users/${id}`, { body, headers }));
}

export async function newLinkFor(id: string, headers: Headers): Promise<UserLink> {
  return (await send('POST', `/v1/users/${id}/invitation`, { body: {}, headers })) as UserLink;
}

function versioned({ content, response }: { content: unknown; response: Response }) {
  return { thing: content as User, etag: response.headers.get('etag') ?? '' };
}
