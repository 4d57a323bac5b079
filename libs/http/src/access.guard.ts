import { type Actor, type Role, rolesIn } from '@chargebook/kernel';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';

import { ACCESS, type AccessRule, type DeclaredAccess } from './access.decorator';
import { AccountResolvers } from './account-resolvers';
import { Authenticator } from './authenticator';
import { isUuidText } from './members.decorator';
import { notFound, Problem, validationFailed } from './problem';
import { deadlineOf } from './request-deadline';

type Parameters = Record<string, string>;

/**
 * "May this actor do this here?", before anything of the request is validated. The order is what
 * the client sees first: 401, 404 (unknown or another account's), 403, and 400 for ids in the path.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(AccountResolvers) private readonly resolvers: AccountResolvers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<DeclaredAccess | undefined>(ACCESS, places);
    if (access === 'public') return true;
    if (access === undefined) throw new Error('a route declares no access');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const deadline = deadlineOf(request);
    const actor = await this.authenticator.actorOf(request);
    request.actor = actor;
    const parameters = request.params as Parameters;
    await deadline.bound(() => this.requireAccess(actor, access, parameters));
    const texts: readonly string[] = ('texts' in access ? access.texts : undefined) ?? [];
    requireUuids(
      parameters,
      Object.keys(parameters).filter((name) => !texts.includes(name)),
    );
    return true;
  }

  private async requireAccess(
    actor: Actor,
    access: AccessRule,
    parameters: Parameters,
  ): Promise<void> {
    if ('parameter' in access) {
      requireUuids(parameters, [access.parameter]);
      const id = parameters[access.parameter] ?? '';
      const held = await rolesAt(this.resolvers, actor, { kind: access.of, id });
      if (access.roles !== undefined) requireRole(held, access.roles);
    } else if ('roles' in access) {
      requireRole(rolesIn(actor, '*'), access.roles);
    }
  }
}

/**
 * The account of a thing that the actor may see; also for an `accountId` that a list is asked for.
 * @throws Problem `not-found`, the same for what does not exist and for another account's
 */
export async function visibleAccountOf(
  resolvers: AccountResolvers,
  actor: Actor,
  thing: { readonly kind: string; readonly id: string },
): Promise<string> {
  const account = await resolvers.accountOf(thing.kind, thing.id);
  const isVisible = typeof account === 'string' && isSeenBy(actor, account);
  if (!isVisible) throw notFound();
  return account;
}

/** The roles that the actor has where the thing is. @throws Problem `not-found` */
async function rolesAt(
  resolvers: AccountResolvers,
  actor: Actor,
  thing: { readonly kind: string; readonly id: string },
): Promise<readonly Role[]> {
  const owner = await resolvers.accountOf(thing.kind, thing.id);
  if (owner === undefined) throw notFound();
  const several = typeof owner === 'string' ? [owner] : owner;
  const held = several.flatMap((account) => rolesIn(actor, account));
  if (held.length === 0 && owner !== '*') throw notFound();
  return held;
}

/** What belongs to all accounts is read by everybody; all else needs a role in its account. */
function isSeenBy(actor: Actor, account: string): boolean {
  return account === '*' || rolesIn(actor, account).length > 0;
}

/** For handlers whose account comes from the body. @throws Problem `role-missing` */
export function requireRole(held: readonly Role[], roles: readonly Role[]): void {
  if (roles.some((role) => held.includes(role))) return;
  throw new Problem('role-missing', {
    detail: `This needs the role ${roles.join(' or ')} here.`,
    pointer: '',
    figures: { role: roles[0] ?? null },
  });
}

/** The ids of a guarded path; letters are brought to lower case. */
function requireUuids(parameters: Parameters, names: readonly string[]): void {
  for (const name of names) parameters[name] = (parameters[name] ?? '').toLowerCase();
  const wrong = names.filter((name) => !isUuidText(parameters[name]));
  if (wrong.length === 0) return;
  throw validationFailed(
    wrong.map((name) => ({ pointer: `/${name}`, detail: `${name} in the path must be a UUID.` })),
  );
}
