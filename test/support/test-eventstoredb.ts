import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { eventually } from './eventually';
import { EventStoreDbNode, type NodeAddress } from './eventstoredb-node';

/** A server of the test's own: one node, or a cluster. */
export interface TestEventStoreDb {
  readonly url: string;
  readonly nodes: readonly EventStoreDbNode[];
  /** The node that leads; waits until there is one. */
  leader(): Promise<EventStoreDbNode>;
  /** Kills all of it and removes the data. */
  remove(): Promise<void>;
}

/** Names a program that starts one node; without it no test has a server of its own. */
const SERVER_VARIABLE = 'EVENTSTORE_TEST_SERVER';

const NO_PROGRAM = `${SERVER_VARIABLE} names no program that starts an empty server`;
const LED_WITHIN_MS = 60_000;
/** Below those that the system gives to outgoing connections, which would take a dead node's. */
const FIRST_PORT = 24_000;
const PORTS = 8_000;

/** Undefined: nobody named a program. */
export function serverProgram(): string | undefined {
  return process.env[SERVER_VARIABLE];
}

/** A suite that needs a server that it may kill; its title says why it is skipped without one. */
export function describeWithServer(title: string, suite: () => void): void {
  if (serverProgram() !== undefined) describe(title, suite);
  else describe.skip(`${title} (skipped: ${NO_PROGRAM})`, suite);
}

/** @throws when the program is not named, or does not start a node */
export async function startEventStoreDb(
  folder: string,
  nodeCount: number,
): Promise<TestEventStoreDb> {
  const program = serverProgram();
  if (program === undefined) throw new Error(NO_PROGRAM);
  const addresses = await freeAddresses(nodeCount);
  const nodes = addresses.map((address, index) => {
    const others = addresses.filter((other) => other !== address);
    const node = { ...address, program, others, folder: join(folder, `node-${index + 1}`) };
    return new EventStoreDbNode(node);
  });
  for (const node of nodes) await node.start();
  await Promise.all(nodes.map((node) => node.untilServing()));
  const leader = () => eventually(() => leaderOf(nodes), LED_WITHIN_MS);
  await leader();
  return {
    url: `esdb://${nodes.map(({ host }) => host).join(',')}?tls=false`,
    nodes,
    leader,
    remove: async () => {
      await Promise.all(nodes.map((node) => node.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function leaderOf(nodes: readonly EventStoreDbNode[]): Promise<EventStoreDbNode> {
  for (const node of nodes) if ((await node.role()) === 'Leader') return node;
  throw new Error('no node leads');
}

async function freeAddresses(count: number): Promise<readonly NodeAddress[]> {
  const addresses: NodeAddress[] = [];
  while (addresses.length < count) {
    const port = FIRST_PORT + 2 * Math.floor((Math.random() * PORTS) / 2);
    if (addresses.some((address) => address.port === port)) continue;
    const replicationPort = port + 1;
    const areFree = (await isFree(port)) && (await isFree(replicationPort));
    if (areFree) addresses.push({ port, replicationPort });
  }
  return addresses;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
