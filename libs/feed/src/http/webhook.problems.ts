import { notFound, Problem, type ProblemKind } from '@chargebook/http';

import { AddressRefused, type WebhookAddresses } from '../queries/webhook-address.runner';
import { MAX_WEBHOOKS, type WebhookSubscription } from '../queries/webhook-subscriptions.query';

export const WEBHOOK_PROBLEMS = {
  'webhook-url-invalid': {
    status: 422,
    title: 'The URL is not one that webhooks are sent to',
    explanation:
      'A webhook goes to an https URL without user, password and fragment. http is for networks ' +
      'that whoever runs the service has allowed.',
  },
  'webhook-address-private': {
    status: 422,
    title: 'The address is private',
    explanation:
      'The host has an address of a private network, of this machine or of no use. Whoever runs ' +
      'the service may allow networks by WEBHOOK_NETWORKS.',
  },
  'webhook-address-unknown': {
    status: 422,
    title: 'The host has no address',
    explanation: 'The name of the host cannot be resolved at the moment.',
  },
  'too-many-webhooks': {
    status: 422,
    title: 'There are too many webhooks',
    explanation:
      `An account may have ${MAX_WEBHOOKS} webhooks, and ${MAX_WEBHOOKS} more may be told of all ` +
      'accounts.',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

type Code = keyof typeof WEBHOOK_PROBLEMS;

/** @throws Problem for a URL that nothing would be sent to */
export async function requireReachable(text: string, addresses: WebhookAddresses): Promise<URL> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && `${url.username}${url.password}${url.hash}` === '';
  if (!isPlain || !['https:', 'http:'].includes(url.protocol)) {
    throw refused('webhook-url-invalid', 'Give an https URL without user, password and fragment.');
  }
  try {
    addresses.refuseLiteral(url);
    await addresses.check(url);
    return url;
  } catch (error) {
    if (error instanceof AddressRefused) {
      throw refused('webhook-address-private', `Webhooks do not go there: ${error.message}.`);
    }
    throw refused('webhook-address-unknown', `${url.hostname} has no address.`);
  }
}

export function tooManyWebhooks(): Problem {
  const detail = `There are ${MAX_WEBHOOKS} of them already: remove one that is not needed.`;
  return new Problem('too-many-webhooks' satisfies Code, { detail });
}

function refused(code: Code, detail: string): Problem {
  return new Problem(code, { detail, pointer: '/url' });
}

/** The version of a webhook: a replay makes another of it, a delivery does not. */
export function versionOf({ generation }: WebhookSubscription): string {
  return `"${generation}"`;
}

/** @throws Problem `not-found`, `version-required`, `version-mismatch` */
export function requireSeen(
  webhook: WebhookSubscription | undefined,
  seen: string | undefined,
): void {
  if (webhook === undefined) throw notFound();
  if (seen === undefined || seen === '*') {
    throw new Problem('version-required', { detail: 'Send the ETag that you saw in If-Match.' });
  }
  const etag = versionOf(webhook);
  if (seen === etag) return;
  const detail = 'The webhook was replayed since you saw it.';
  throw new Problem('version-mismatch', { detail, headers: { etag } });
}
