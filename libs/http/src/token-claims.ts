import { type Actor, type Role, ROLES } from '@chargebook/kernel';
import { type JWTPayload } from 'jose';

import { isUuidText } from './members.decorator';
import { isPlainText } from './plain-values';

const MAX_SUBJECT_LENGTH = 255;

/** Who the claims name, or undefined where `sub` or `roles` are not exactly as described. */
export function actorOfClaims(claims: JWTPayload): Actor | undefined {
  const { sub } = claims;
  const roles = rolesOf(claims['roles']);
  if (roles === undefined || typeof sub !== 'string' || !isSubject(sub)) return undefined;
  return { id: sub, roles };
}

/** A name of an actor as events keep it. */
export function isSubject(text: string): boolean {
  return text.trim() !== '' && text.length <= MAX_SUBJECT_LENGTH && isPlainText(text);
}

function rolesOf(claim: unknown): Actor['roles'] | undefined {
  if (typeof claim !== 'object' || claim === null || Array.isArray(claim)) return undefined;
  const entries = Object.entries(claim).map(
    ([account, roles]) => [account.toLowerCase(), roles as unknown] as const,
  );
  return entries.every(isRolesOfAccount) ? Object.fromEntries(entries) : undefined;
}

function isRolesOfAccount(
  entry: readonly [string, unknown],
): entry is readonly [string, readonly Role[]] {
  const [account, roles] = entry;
  if (account !== '*' && !isUuidText(account)) return false;
  return Array.isArray(roles) && roles.every((role) => ROLES.includes(role as Role));
}
