import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { signLocalToken } from '@chargebook/http';

import { dataDirectoryOf } from '../../api/src/book-database';
import { type Config, readConfig } from '../../api/src/config';
import { ImportStopped } from './import-stopped';
import { type ServiceAddress } from './service-client';

export interface ImportOptions {
  /** Absolute. */
  readonly folder: string;
  readonly address: ServiceAddress;
}

/** Whoever imports twice is one actor: only so are the keys of the first time known again. */
const ACTOR = { id: 'import', roles: { '*': ['administrator'] } } as const;
const TOKEN_SECONDS = 86_400;

/** Undefined: help was asked for. @throws Error in one line for what cannot be used */
export async function readOptions(args: readonly string[]): Promise<ImportOptions | undefined> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      token: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return undefined;
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new ImportStopped('one DIR must be named');
  const config = readConfig(process.env);
  return {
    // npm runs a tool in the checkout: INIT_CWD says where it was called.
    folder: resolve(process.env['INIT_CWD'] ?? process.cwd(), folder),
    address: { url: urlOf(values.url, config), token: values.token ?? (await ownToken(config)) },
  };
}

function urlOf(text: string | undefined, { port }: Config): string {
  if (text === undefined && port === 0) {
    throw new ImportStopped('PORT is 0: say where the service is with --url');
  }
  const url = text ?? `http://127.0.0.1:${port}`;
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url.replace(/\/+$/, '');
  throw new ImportStopped('--url must be an address as http://127.0.0.1:3000');
}

async function ownToken(config: Config): Promise<string> {
  if (config.auth !== undefined) {
    throw new ImportStopped('AUTH_JWKS_URL is set: give a token of its issuer with --token');
  }
  const { dataDir } = await dataDirectoryOf(config);
  return signLocalToken(dataDir, { actor: ACTOR, ttlSeconds: TOKEN_SECONDS });
}
