import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { load } from 'js-yaml';

import { type Config, readConfig } from '../../apps/api/src/config';
import { ROOT } from './sources';

interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly restart?: string;
  readonly healthcheck?: object;
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: object;
}

const TEXT = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const FILE = merged(load(TEXT)) as ComposeFile;
const SERVICES = Object.entries(FILE.services);
/** The processes of the service itself; what only makes something and ends has another command. */
const PROCESSES = SERVICES.filter(
  ([, { image, command }]) => image === 'chargebook' && command === undefined,
);

/** YAML leaves it to the reader to put the members of `<<` beside the others. */
function merged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(merged);
  if (typeof value !== 'object' || value === null) return value;
  const { '<<': inherited, ...own } = value as Record<string, unknown>;
  const members = Object.entries(own).map(([name, member]) => [name, merged(member)]);
  return { ...(merged(inherited) as object | undefined), ...Object.fromEntries(members) };
}

function configOf({ environment = {} }: Service): Config {
  const values = Object.entries(environment).map(([name, text]) => [
    name,
    text.replaceAll(/\$\{\w+:\?[^}]*\}/g, '0f'),
  ]);
  return readConfig(Object.fromEntries(values));
}

describe('The compose file', () => {
  it('sets only what the service reads', () => {
    const config = readFileSync(join(ROOT, 'apps/api/src/config.ts'), 'utf8');
    const set = PROCESSES.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(set.filter((name) => !config.includes(`read('${name}')`))).toEqual([]);
    expect(PROCESSES).toHaveLength(5);
  });

  it('sets it to what can be used', () => {
    const configs = PROCESSES.map(([, service]) => configOf(service));
    expect(configs.map(({ log }) => log.engine)).toEqual(PROCESSES.map(() => 'eventstoredb'));
    expect(configs.every(({ databaseUrl }) => databaseUrl !== undefined)).toBe(true);
    const modes = configs.map(({ projections }) => projections);
    expect(modes).toEqual(['on', 'off', 'off', 'only', 'only']);
  });

  it('lets nobody in but to the service, and from this machine alone', () => {
    const published = SERVICES.flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    );
    expect(published).toEqual([
      'chargebook 127.0.0.1:3000:3000',
      'api-1 127.0.0.1:3001:3000',
      'api-2 127.0.0.1:3002:3000',
    ]);
  });

  it('holds no secret', () => {
    const passwords = TEXT.split('\n').filter((line) => /PASSWORD|:\/\/\w+:[^@\s]*@/.test(line));
    expect(passwords.length).toBeGreaterThan(5);
    expect(passwords.filter((line) => !/\$\{[A-Z_]+_PASSWORD:\?/.test(line))).toEqual([]);
  });

  it('names the version of every image', () => {
    const images = new Set(SERVICES.map(([, { image }]) => image));
    const unpinned = [...images].filter((image) => !/:\d+\.\d+/.test(image));
    expect(unpinned).toEqual(['chargebook']);
  });

  it('asks everything that stays how it is, and keeps its data under a name', () => {
    const lasting = SERVICES.filter(([, { restart }]) => restart === 'unless-stopped');
    expect(lasting).toHaveLength(SERVICES.length - 2);
    const unasked = lasting.filter(([, { healthcheck }]) => healthcheck === undefined);
    expect(unasked).toEqual([]);
    const mounted = SERVICES.flatMap(([, { volumes = [] }]) => volumes)
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((source) => !source.startsWith('.'));
    expect(new Set(mounted)).toEqual(new Set(Object.keys(FILE.volumes)));
  });
});

const COMPOSE = [['docker-compose'], ['docker', 'compose']].find(
  ([command = '', ...args]) => spawnSync(command, [...args, 'version']).status === 0,
);
const skipped = COMPOSE === undefined ? ' (skipped: there is no docker-compose)' : '';

(COMPOSE === undefined ? describe.skip : describe)(`Docker's own check${skipped}`, () => {
  const secrets = { POSTGRES_PASSWORD: '0f', EVENTSTORE_ADMIN_PASSWORD: '0f' };

  it.each([[[]], [['--profile', 'cluster']]])('with %j takes the file', (profile: string[]) => {
    const [command = '', ...args] = COMPOSE ?? [];
    const env = { ...process.env, ...secrets, EVENTSTORE_PASSWORD: '0f' };
    const options = { cwd: ROOT, env, encoding: 'utf8' } as const;
    const check = spawnSync(command, [...args, ...profile, 'config', '--quiet'], options);
    expect(check).toMatchObject({ stderr: '', status: 0 });
  });
});
