export const WEBHOOK_STATUSES = ['active', 'failing', 'parked'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** What the state of a webhook is told by. */
export interface WebhookState {
  /** In a row, of the thing that fails most. */
  readonly failures: number;
  /** Why nothing is delivered any more until a replay; null while it goes on. */
  readonly parkedReason: string | null;
}

export function webhookStatusOf({ failures, parkedReason }: WebhookState): WebhookStatus {
  if (parkedReason !== null) return 'parked';
  return failures > 0 ? 'failing' : 'active';
}
