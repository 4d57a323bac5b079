/** An identity provider that the service was set up with. */
export interface ProviderOptions {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface IdentityOptions {
  /** Where browsers reach the service; undefined: at the address that a request names. */
  readonly publicUrl: URL | undefined;
  /** Undefined: people sign in with passwords, else with the provider alone. */
  readonly provider: ProviderOptions | undefined;
}
