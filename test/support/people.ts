import { WelcomeFirstAdministrator } from '@chargebook/user';
import { CommandBus } from '@nestjs/cqrs';

import { type Browser } from './browser';
import { type Answer, type Person, type TestService } from './test-service';

export const PASSWORD = 'four gulls over calm water';

export interface Invited {
  readonly id: string;
  readonly email: string;
  readonly etag: string;
  /** Of the link. */
  readonly secret: string;
  readonly position: string;
}

export type Roles = Readonly<Record<string, readonly string[]>>;

let count = 0;

/** The secret in a link's fragment. */
export function secretOf(url: string): string {
  return new URL(url).hash.slice(1);
}

/**
 * The link that a start prints for the first administrator; undefined when nobody waits for one.
 */
export async function firstAdministratorsSecret(service: TestService): Promise<string | undefined> {
  const command = new WelcomeFirstAdministrator();
  return (await service.application.get(CommandBus).execute(command))?.secret;
}

/** A new user with a link that is still good. */
export async function invite(by: Person, roles: Roles, name = 'Sam Field'): Promise<Invited> {
  count += 1;
  const email = `sam.${count}.${Date.now()}@field.example`;
  const answer = await by('POST', '/v1/users', { body: { email, name, roles } });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  const { id, invitation } = answer.body;
  const { etag, position } = answer;
  return { id, email, etag, secret: secretOf(invitation.url), position };
}

/** Takes the invitation up in the browser, which is signed in then. */
export async function settle(browser: Browser, secret: string, password = PASSWORD) {
  const answer = await browser.send('POST', '/auth/password', { body: { secret, password } });
  if (answer.status !== 204) throw new Error(JSON.stringify(answer.body));
}

export function signIn(browser: Browser, email: string, password = PASSWORD): Promise<Answer> {
  return browser.send('POST', '/auth/sign-in', { body: { email, password } });
}
