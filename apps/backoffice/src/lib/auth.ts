import { problemOf, Unreachable } from './problem';

/** How one may sign in here. */
export interface SignInMethods {
  readonly password: boolean;
  readonly openIdConnect: null | { readonly name: string; readonly url: string };
}

/** Whom a one-time link invites. */
export interface Invitation {
  readonly name: string;
  readonly email: string;
  readonly expiresAt: string;
}

export async function fetchSignInMethods(): Promise<SignInMethods> {
  return (await ask('GET', '/auth/methods')) as SignInMethods;
}

export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  await ask('POST', '/auth/sign-in', credentials);
}

export async function signOut({ everywhere }: { everywhere: boolean }): Promise<void> {
  await ask('POST', everywhere ? '/auth/sign-out-everywhere' : '/auth/sign-out');
}

export async function readInvitation(secret: string): Promise<Invitation> {
  return (await ask('POST', '/auth/link', { secret })) as Invitation;
}

export async function choosePassword(chosen: { secret: string; password: string }): Promise<void> {
  await ask('POST', '/auth/password', chosen);
}

/** These stand before the session: nothing is renewed and nothing repeated. */
async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const sent = body && {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  };
  const answer = await fetch(path, { method, ...sent }).catch((error: unknown) => {
    throw new Unreachable(error);
  });
  const text = await answer.text();
  const content: unknown = isJson(answer) && text !== '' ? JSON.parse(text) : undefined;
  if (!answer.ok) throw problemOf(answer, content);
  return content;
}

function isJson(answer: Response): boolean {
  return /json/.test(answer.headers.get('content-type') ?? '');
}
