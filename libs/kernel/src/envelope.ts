import { type Deadline } from './deadline';

export const ROLES = ['administrator', 'support', 'viewer', 'auditor', 'service'] as const;
export type Role = (typeof ROLES)[number];

/** RFC 3339, UTC, milliseconds: sorts as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** An event with when it was recorded and by whom, as the fold sees it (from its metadata). */
export type Recorded<Event> = Event & { readonly at: Instant; readonly by: string };

/** Who asks, with the roles per account; the key `*` stands for all accounts (RULES 24). */
export interface Actor {
  readonly id: string;
  readonly roles: Readonly<Record<string, readonly Role[]>>;
}

/** What is written in every event's metadata beside its data. No personal data. */
export interface EventMetadata {
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly actor: { readonly id: string; readonly role: Role | 'system' };
  /** The owning account; null for what belongs to all accounts. */
  readonly accountId: string | null;
  readonly command: {
    readonly id: string;
    readonly fingerprint: string;
    readonly effect: CommandEffect;
    /** The thing that the command made, changed or removed. */
    readonly thing: string;
  };
  readonly reason?: string;
  readonly schemaVersion: number;
  /** max(now, the stream's previous recordedAt) (RULES 27). */
  readonly recordedAt: Instant;
  /** Ids of the things whose version the event raises. */
  readonly touches: readonly string[];
  /** Ids of the claims that the stream holds from this event on, `<claim stream>@<revision>`. */
  readonly takes?: readonly ClaimTaken[];
  readonly drops?: readonly string[];
}

export interface ClaimTaken {
  readonly claimId: string;
  readonly thing: string;
}

export type CommandEffect = 'created' | 'changed' | 'removed';

/** The circumstances of one command; `Command` itself holds only what the domain needs. */
export interface CommandEnvelope {
  /** UUIDv5(actor, key, method, path), or random without a key. */
  readonly commandId: string;
  /** HMAC of the canonical body with the book key. */
  readonly fingerprint: string;
  /** True when the client named the intent, so that the same command may come again elsewhere. */
  readonly hasKey: boolean;
  readonly actor: Actor;
  /** Set where the client only asks what the command would do: nothing is written. */
  readonly isPreview?: true;
  /** Set instead of the actor's roles when a policy of the system itself commands. */
  readonly isSystem?: true;
  readonly reason?: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly deadline: Deadline;
  /** The version that the client saw; 'missing' where the route wants one and none was sent. */
  readonly ifMatch?: bigint | 'missing';
}

/** The accounts' roles that apply to things of the account, those of all accounts included. */
export function rolesIn(actor: Actor, accountId: string): readonly Role[] {
  const everywhere = actor.roles['*'] ?? [];
  const here = accountId === '*' ? [] : (actor.roles[accountId] ?? []);
  return [...new Set([...everywhere, ...here])];
}
