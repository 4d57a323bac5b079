import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { httpAdapter } from '@chargebook/http';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

import { AppModule } from '../api/src/app.module';
import { documentOf } from '../api/src/docs';

const FILE = join('docs', 'api', 'openapi.json');

/** Writes the description of the interface, or with `--check` says whether the file is as it is. */
async function generate(isCheck: boolean): Promise<void> {
  const text = await descriptionText();
  const path = resolve(FILE);
  if (isCheck) {
    const present = await readFile(path, 'utf8').catch(() => '');
    if (present !== text) throw new Error(`${FILE} is out of date: run npm run openapi`);
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Looks at the routes alone: in preview nothing is made, so no engine is needed. */
async function descriptionText(): Promise<string> {
  const http = { tokenRules: { keys: unused }, maxFailuresPerMinute: 1 };
  const identity = { publicUrl: undefined, provider: undefined };
  const does = { webhookNetworks: [], servesContexts: true, worksPolicies: false };
  const root = AppModule.with({ http, identity, engines: none, ...does });
  const application = await NestFactory.create<NestFastifyApplication>(root, httpAdapter({}), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return `${JSON.stringify(documentOf(application), null, 2)}\n`;
}

function none(): never {
  throw new Error('no engine runs here');
}

function unused(): Promise<never> {
  return Promise.reject(new Error('no token is checked here'));
}

generate(process.argv.includes('--check')).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
