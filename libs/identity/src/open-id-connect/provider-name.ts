import { type ProviderOptions } from '../identity-options';

/** What people are shown of the provider: the host that they will be led to. */
export function nameOfProvider({ issuer }: Pick<ProviderOptions, 'issuer'>): string {
  return issuer.host;
}
