import { type Role, ROLES } from '@chargebook/kernel';

/** Where somebody has his one role, seen from the account whose things are asked for. */
export const PLACES = ['own', 'other', 'everywhere'] as const;
export type Place = (typeof PLACES)[number];

/** A status for each role. */
type ByRole = Readonly<Record<Role, number>>;

/** The ids of the things that the paths lead to; all but the rate plan are of one account. */
export interface Things {
  readonly accountId: string;
  readonly siteId: string;
  readonly panelId: string;
  readonly chargerId: string;
  readonly qaAlias: string;
  readonly driverId: string;
  readonly groupId: string;
  readonly ratePlanId: string;
  readonly userId: string;
  readonly webhookId: string;
}

/** What a route answers to whom. */
export interface Expected {
  readonly own: ByRole;
  readonly other: ByRole;
  readonly everywhere: ByRole;
  /** Who is signed in and has no role anywhere. */
  readonly nobody: number;
  /** Who sends no token, or one that is not good. */
  readonly stranger: number;
  /**
   * What is sent; unless said, `{}`: whoever is let in is told what is missing, and writes nothing.
   */
  readonly body?: (things: Things) => object;
}

function all(status: number): ByRole {
  return Object.fromEntries(ROLES.map((role) => [role, status])) as ByRole;
}

/** The status for the roles that are let in, and 403 for the others. */
function only(roles: readonly Role[], status: number): ByRole {
  return { ...all(403), ...Object.fromEntries(roles.map((role) => [role, status])) };
}

/** Open to everybody, also without a token. */
export function open(status: number): Expected {
  return {
    own: all(status),
    other: all(status),
    everywhere: all(status),
    nobody: status,
    stranger: status,
  };
}

/** Open to whoever has a good token; what is shown is of his accounts alone. */
export function signedIn(status: number): Expected {
  return { ...open(status), stranger: 401 };
}

/** A thing of an account, for these of its roles (for all of them unless said). */
export function ofAccount(status: number, roles: readonly Role[] = ROLES): Expected {
  const held = only(roles, status);
  return { own: held, other: all(404), everywhere: held, nobody: 404, stranger: 401 };
}

/** For administrators of all accounts; nobody else is told that it is not there. */
export function ofOperator(status: number): Expected {
  const everywhere = only(['administrator'], status);
  return { own: all(403), other: all(403), everywhere, nobody: 403, stranger: 401 };
}

/** For administrators of any account; what is shown is of theirs alone. */
export function ofAdministrators(status: number): Expected {
  const held = only(['administrator'], status);
  return { own: held, other: held, everywhere: held, nobody: 403, stranger: 401 };
}

/** For services and administrators of any account; what is shown is of theirs alone. */
export function ofFollowers(status: number): Expected {
  const held = only(['administrator', 'service'], status);
  return { own: held, other: held, everywhere: held, nobody: 403, stranger: 401 };
}

export interface InBody {
  readonly status: number;
  /** For whoever does not see the account that the body names. */
  readonly elsewhere: number;
  readonly body: (things: Things) => object;
}

/** Whose administrators are let in is in the body. */
export function byBody({ status, elsewhere, body }: InBody): Expected {
  const held = only(['administrator'], status);
  const [other, nobody] = [all(elsewhere), elsewhere];
  return { own: held, other, everywhere: held, nobody, stranger: 401, body };
}
