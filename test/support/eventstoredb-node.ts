import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from './eventually';

const SERVES_WITHIN_MS = 60_000;
/** The pipe ends with the process that holds its other end, however that ends. */
const UNTIL_OUR_END = '(cat <&3; kill -9 0) & exec "$0" 3<&-';
const ASK_TIMEOUT_MS = 1_000;
const SERVING = ['Leader', 'Follower'];
const HOST = '127.0.0.1';

export interface NodeAddress {
  readonly port: number;
  readonly replicationPort: number;
}

export interface NodeSettings extends NodeAddress {
  /** Starts one node in the foreground, which takes its settings from the environment. */
  readonly program: string;
  /** Its data, and what it printed. */
  readonly folder: string;
  /** The other nodes of its cluster. */
  readonly others: readonly NodeAddress[];
}

/** A node of EventStoreDB in a process group of its own, to be killed, frozen and restarted. */
export class EventStoreDbNode {
  #child: ChildProcess | undefined;
  #starting: Promise<void> | undefined;

  constructor(private readonly settings: NodeSettings) {}

  get host(): string {
    return `${HOST}:${this.settings.port}`;
  }

  /** Returns at once; the data is that of the start before. */
  start(): Promise<void> {
    this.#starting = this.launch();
    return this.#starting;
  }

  private async launch(): Promise<void> {
    const child = await spawnNode(this.settings);
    this.#child = child;
    // A node that was deposed cuts what it has too much, and ends for that: whoever keeps it going,
    // starts it again.
    child.once('exit', (code) => {
      signalGroup(child, 'SIGKILL');
      if (code === 0 && this.#child === child) this.start().catch(() => undefined);
    });
  }

  /** Resolves once it leads, or follows another one that does. */
  async untilServing(): Promise<void> {
    await eventually(async () => {
      const { status } = await this.ask('/health/live');
      const role = await this.role();
      if (status !== 204 || !SERVING.includes(role)) throw new Error(`says ${status}, is ${role}`);
    }, SERVES_WITHIN_MS);
  }

  /** SIGKILL: nothing is finished. */
  async kill(): Promise<void> {
    // It may be starting again by itself.
    await this.#starting;
    const child = this.#child;
    if (child === undefined) return;
    this.signal('SIGKILL');
    this.#child = undefined;
    const isRunning = child.exitCode === null && child.signalCode === null;
    if (isRunning) await once(child, 'exit');
  }

  /** Copies its data to the folder, as its manual says, while it stands still. */
  async backUp(folder: string): Promise<void> {
    await this.kill();
    await cp(this.dataFolder, folder, { recursive: true });
    await this.start();
    await this.untilServing();
  }

  /** Puts the data of a backup in the place of its own, as its manual says. */
  async restore(folder: string): Promise<void> {
    await this.kill();
    await rm(this.dataFolder, { recursive: true });
    await cp(folder, this.dataFolder, { recursive: true });
    await copyFile(join(folder, 'chaser.chk'), join(this.dataFolder, 'truncate.chk'));
    await this.start();
    await this.untilServing();
  }

  private get dataFolder(): string {
    return dataFolderOf(this.settings);
  }

  freeze(): void {
    this.signal('SIGSTOP');
  }

  thaw(): void {
    this.signal('SIGCONT');
  }

  /** As it sees itself: `Leader`, `Follower` or what it is on the way there; `none` when silent. */
  async role(): Promise<string> {
    if (this.#child === undefined) return 'none';
    try {
      const { members } = (await (await this.ask('/gossip')).json()) as Gossip;
      return members.find((member) => isAt(member, this.settings))?.state ?? 'none';
    } catch {
      return 'none';
    }
  }

  private ask(path: string): Promise<Response> {
    return fetch(`http://${this.host}${path}`, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) });
  }

  private signal(name: NodeJS.Signals): void {
    if (this.#child !== undefined) signalGroup(this.#child, name);
  }
}

/** What waits for our end is left of the group when the node itself has ended. */
function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function spawnNode(settings: NodeSettings): Promise<ChildProcess> {
  await mkdir(settings.folder, { recursive: true });
  const printed = await open(join(settings.folder, 'output.log'), 'a');
  const child = spawn('sh', ['-c', UNTIL_OUR_END, settings.program], {
    env: environmentOf(settings),
    stdio: ['ignore', printed.fd, printed.fd, 'pipe'],
    detached: true,
  });
  await once(child, 'spawn');
  await printed.close();
  return child;
}

interface Gossip {
  readonly members: readonly Member[];
}

interface Member {
  readonly httpEndPointPort: number;
  readonly state: string;
}

function isAt(member: Member, { port }: NodeAddress): boolean {
  return member.httpEndPointPort === port;
}

function dataFolderOf({ folder }: NodeSettings): string {
  return join(folder, 'data');
}

/** The server takes every `EVENTSTORE_…` for an option of its own: the tests' stay here. */
function environmentOf(settings: NodeSettings): NodeJS.ProcessEnv {
  const { folder, port, replicationPort, others } = settings;
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('EVENTSTORE_'));
  return {
    ...Object.fromEntries(own),
    EVENTSTORE_DB: dataFolderOf(settings),
    EVENTSTORE_LOG: join(folder, 'log'),
    EVENTSTORE_INSECURE: 'true',
    EVENTSTORE_NODE_IP: HOST,
    EVENTSTORE_NODE_PORT: String(port),
    EVENTSTORE_REPLICATION_IP: HOST,
    EVENTSTORE_REPLICATION_PORT: String(replicationPort),
    // Their events fill the log between ours, as on a server that others use too.
    EVENTSTORE_RUN_PROJECTIONS: 'System',
    EVENTSTORE_START_STANDARD_PROJECTIONS: 'true',
    EVENTSTORE_TELEMETRY_OPTOUT: 'true',
    EVENTSTORE_CHUNKS_CACHE_SIZE: String(256 * 1024 * 1024),
    EVENTSTORE_STREAM_EXISTENCE_FILTER_SIZE: String(64 * 1024 * 1024),
    EVENTSTORE_MAX_MEM_TABLE_SIZE: '200000',
    ...(others.length > 0 && {
      EVENTSTORE_CLUSTER_SIZE: String(others.length + 1),
      EVENTSTORE_DISCOVER_VIA_DNS: 'false',
      EVENTSTORE_GOSSIP_SEED: others.map((other) => `${HOST}:${other.port}`).join(','),
    }),
  };
}
