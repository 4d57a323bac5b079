import { type OwningAccount } from '@chargebook/kernel';

/**
 * Accounts of which each lets its people see the thing; `*` lets in those of all accounts alone.
 */
export type SeveralAccounts = readonly string[];

/** The account of a thing from the thing itself, never from a parameter (RULES 25). */
export type AccountResolver = (id: string) => Promise<OwningAccount | SeveralAccounts>;

/** Contexts tell here how to find the owner of their things, when their modules are made. */
export class AccountResolvers {
  private readonly byKind = new Map<string, AccountResolver>();

  /** @throws Error when the kind is told twice. */
  add(kind: string, resolver: AccountResolver): void {
    if (this.byKind.has(kind)) throw new Error(`owners of ${kind} are resolved twice`);
    this.byKind.set(kind, resolver);
  }

  has(kind: string): boolean {
    return this.byKind.has(kind);
  }

  /** Undefined for what does not exist. @throws Error for a kind that no context told. */
  accountOf(kind: string, id: string): Promise<OwningAccount | SeveralAccounts> {
    const resolver = this.byKind.get(kind);
    if (resolver === undefined) throw new Error(`nobody resolves owners of ${kind}`);
    return resolver(id);
  }
}
