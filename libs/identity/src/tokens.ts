/** Injection token of the `Pool` of the database that keeps people, links and sessions. */
export const IDENTITY_POOL = Symbol('IDENTITY_POOL');

/** Injection token of the key that sessions are signed with. */
export const SESSION_KEY = Symbol('SESSION_KEY');

/** Injection token of the `IdentityOptions`. */
export const IDENTITY_OPTIONS = Symbol('IDENTITY_OPTIONS');
