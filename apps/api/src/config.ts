import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';

import { LOG_LEVELS, type LogLevel } from '@chargebook/http';
import { type ProviderOptions } from '@chargebook/identity';

/** A variable of the environment that cannot be used; the message names it in one line. */
export class ConfigError extends Error {
  constructor(variable: string, must: string) {
    super(`${variable} ${must}`);
    this.name = 'ConfigError';
  }
}

const ENGINES = ['postgres', 'eventstoredb'] as const;
const PROJECTION_MODES = ['on', 'off', 'only'] as const;
export type ProjectionMode = (typeof PROJECTION_MODES)[number];

/** How long a query of a list may take, where nothing else is said. */
const LIST_TIMEOUT_MS = 250;

/** Where the log is kept; `url` may hold a password and is never to be printed. */
export type LogPlace =
  { readonly engine: 'postgres' } | { readonly engine: 'eventstoredb'; readonly url: string };

export interface RemoteAuth {
  readonly jwksUrl: URL;
  readonly issuer?: string;
  readonly audience?: string;
}

export interface Config {
  /** 0 lets the system pick one. */
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly isDataDirGiven: boolean;
  /** Undefined: the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly log: LogPlace;
  /** Undefined: the local key in the data directory. */
  readonly auth: RemoteAuth | undefined;
  /** Undefined: people sign in with passwords that are kept here. */
  readonly provider: ProviderOptions | undefined;
  /** Where browsers reach the service, if that is another address than it listens on. */
  readonly publicUrl: URL | undefined;
  readonly trustedProxies: readonly string[];
  /** Private networks that webhooks may reach all the same. */
  readonly webhookNetworks: readonly string[];
  readonly projections: ProjectionMode;
  /** A query of a list that takes longer is ended, and says so (503 `query-too-slow`). */
  readonly listTimeoutMs: number;
  readonly logLevel: LogLevel;
  /** Of the built web app, absolute; undefined: this process serves none. */
  readonly backOfficeDir: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads every variable that the service knows; an empty one is one that is not set. */
export function readConfig(environment: Environment): Config {
  const read = (name: string): string | undefined => environment[name]?.trim() || undefined;
  return {
    port: numberOf('PORT', { from: 0, to: 65_535 }, read('PORT') ?? '3000'),
    host: hostOf(read('HOST') ?? '127.0.0.1'),
    dataDir: resolve(read('DATA_DIR') ?? 'data'),
    isDataDirGiven: read('DATA_DIR') !== undefined,
    databaseUrl: databaseUrlOf(read('DATABASE_URL')),
    log: logOf(read),
    auth: authOf(read),
    provider: providerOf(read),
    publicUrl: publicUrlOf(read('PUBLIC_URL')),
    trustedProxies: networksOf('TRUSTED_PROXIES', read('TRUSTED_PROXIES')),
    webhookNetworks: networksOf('WEBHOOK_NETWORKS', read('WEBHOOK_NETWORKS')),
    projections: oneOf('PROJECTIONS', PROJECTION_MODES, read('PROJECTIONS') ?? 'on'),
    listTimeoutMs: numberOf(
      'LIST_TIMEOUT_MS',
      { from: 50, to: 60_000 },
      read('LIST_TIMEOUT_MS') ?? String(LIST_TIMEOUT_MS),
    ),
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, read('LOG_LEVEL') ?? 'info'),
    backOfficeDir: backOfficeDirOf(read('BACKOFFICE_DIR')),
  };
}

/** Refused at the start, not at the first visit. */
function backOfficeDirOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const folder = resolve(text);
  if (existsSync(join(folder, 'index.html'))) return folder;
  throw new ConfigError('BACKOFFICE_DIR', `must be a folder of the built web app, not "${text}"`);
}

interface Bounds {
  readonly from: number;
  readonly to: number;
}

function numberOf(variable: string, { from, to }: Bounds, text: string): number {
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number >= from && number <= to) return number;
  throw new ConfigError(variable, `must be a whole number from ${from} to ${to}, not "${text}"`);
}

function hostOf(text: string): string {
  if (/^[A-Za-z0-9.:_-]+$/.test(text)) return text;
  throw new ConfigError('HOST', `must be a name or an address, not "${text}"`);
}

function databaseUrlOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  urlOf('DATABASE_URL', ['postgres:', 'postgresql:'], text);
  return text;
}

function logOf(read: (name: string) => string | undefined): LogPlace {
  const engine = oneOf('EVENT_STORE', ENGINES, read('EVENT_STORE') ?? 'postgres');
  const url = read('EVENTSTORE_URL');
  if (engine === 'eventstoredb') return { engine, url: eventStoreUrlOf(url) };
  if (url === undefined) return { engine };
  // Whoever names a server means it: without this line he would write to PostgreSQL unawares.
  throw new ConfigError('EVENTSTORE_URL', 'needs EVENT_STORE=eventstoredb');
}

const EXAMPLE_URL = 'it must be as esdb://user:password@host:2113?tls=true';

const EVENT_STORE_URL =
  /^esdb(\+discover)?:\/\/([^:@/?]+:[^@/?]+@)?[\w.-]+(:\d+)?(,[\w.-]+(:\d+)?)*\/?(\?[^?]*)?$/;

/** The text is not repeated in the message: it may hold a password. */
function eventStoreUrlOf(text: string | undefined): string {
  if (text === undefined) throw new ConfigError('EVENTSTORE_URL', `is missing: ${EXAMPLE_URL}`);
  if (EVENT_STORE_URL.test(text)) return text;
  throw new ConfigError('EVENTSTORE_URL', `is not a connection string: ${EXAMPLE_URL}`);
}

function authOf(read: (name: string) => string | undefined): RemoteAuth | undefined {
  const url = read('AUTH_JWKS_URL');
  const issuer = read('AUTH_ISSUER');
  const audience = read('AUTH_AUDIENCE');
  if (url !== undefined) {
    const jwksUrl = urlOf('AUTH_JWKS_URL', ['https:', 'http:'], url);
    return { jwksUrl, ...(issuer && { issuer }), ...(audience && { audience }) };
  }
  if (issuer !== undefined) throw new ConfigError('AUTH_ISSUER', 'needs AUTH_JWKS_URL');
  if (audience !== undefined) throw new ConfigError('AUTH_AUDIENCE', 'needs AUTH_JWKS_URL');
  return undefined;
}

const LOCAL_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];

function providerOf(read: (name: string) => string | undefined): ProviderOptions | undefined {
  const [issuer, clientId, clientSecret] = [
    read('OIDC_ISSUER'),
    read('OIDC_CLIENT_ID'),
    read('OIDC_CLIENT_SECRET'),
  ];
  if (issuer === undefined) {
    if (clientId !== undefined) throw new ConfigError('OIDC_CLIENT_ID', 'needs OIDC_ISSUER');
    if (clientSecret !== undefined)
      throw new ConfigError('OIDC_CLIENT_SECRET', 'needs OIDC_ISSUER');
    return undefined;
  }
  if (clientId === undefined)
    throw new ConfigError('OIDC_CLIENT_ID', 'is missing beside OIDC_ISSUER');
  if (clientSecret === undefined) {
    throw new ConfigError('OIDC_CLIENT_SECRET', 'is missing beside OIDC_ISSUER');
  }
  // The provider sends people back there, and has been told of that one address.
  if (read('PUBLIC_URL') === undefined) {
    throw new ConfigError('PUBLIC_URL', 'is missing beside OIDC_ISSUER');
  }
  return { issuer: issuerOf(issuer), clientId, clientSecret };
}

/** What the provider says of people must not be changed on its way. */
function issuerOf(text: string): URL {
  const issuer = urlOf('OIDC_ISSUER', ['https:', 'http:'], text);
  if (issuer.protocol === 'https:' || LOCAL_HOSTS.includes(issuer.hostname)) return issuer;
  throw new ConfigError('OIDC_ISSUER', 'must begin with https:// but on this very machine');
}

function publicUrlOf(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  const url = urlOf('PUBLIC_URL', ['https:', 'http:'], text);
  if (url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '')
    return url;
  throw new ConfigError('PUBLIC_URL', 'must be an origin alone, as https://book.example');
}

const NETWORK = /^[0-9a-fA-F.:]+(\/\d{1,3})?$/;

function networksOf(variable: string, text: string | undefined): readonly string[] {
  const networks = (text ?? '').split(',').map((part) => part.trim());
  const named = networks.filter((part) => part !== '');
  if (named.every((part) => NETWORK.test(part) && isIP(part.split('/')[0] ?? '') > 0)) return named;
  throw new ConfigError(variable, 'must be addresses or networks, as 10.0.0.0/8, by commas');
}

/** The text is not repeated in the message: it may hold a password. */
function urlOf(variable: string, protocols: readonly string[], text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && protocols.includes(url.protocol)) return url;
  throw new ConfigError(variable, `must be a URL that begins with ${protocols[0]}//`);
}

function oneOf<Word extends string>(variable: string, words: readonly Word[], text: string): Word {
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  throw new ConfigError(variable, `must be one of ${words.join(', ')}, not "${text}"`);
}
