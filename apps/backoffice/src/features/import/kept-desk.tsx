import { useDesk } from './use-desk';

/** Takes up an import that a reload interrupted, so that its page need not be open for it. */
export function KeptDesk({ accountId }: { readonly accountId: string }) {
  useDesk(accountId);
  return null;
}
