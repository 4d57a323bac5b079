import { type RecordedEvent } from '@chargebook/event-store';

/** What a runner tells its process; for logs and alarms, nothing hangs on it. */
export type PolicyReport =
  /** The last event that it read is not in this log: it does nothing until somebody decides. */
  | { readonly kind: 'stopped'; readonly policy: string; readonly why: string }
  | { readonly kind: 'waiting'; readonly policy: string; readonly newerThanCode: string }
  | { readonly kind: 'failed'; readonly policy: string; readonly error: unknown }
  /** An event of this book that cannot be read says nothing to the policy. */
  | { readonly kind: 'passed-over'; readonly policy: string; readonly event: RecordedEvent }
  | {
      readonly kind: 'put-off';
      readonly policy: string;
      readonly id: string;
      readonly why: string;
    };
