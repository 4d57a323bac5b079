import { type AddressInfo, createServer, type Server as SocketServer, type Socket } from 'node:net';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import {
  createServer as createInformationServer,
  type Server as InformationServer,
} from 'node:http';
import { once } from 'node:events';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';

import { appendHandler } from './append-handler';
import { batchAppendHandler } from './batch-append-handler';
import { type FaultBoard } from './faults';
import { nodeHandlers } from './node-handlers';
import { readHandler } from './read-handler';
import { type ServiceContext } from './service-context';
import { type StoredLog } from './stored-log';

const HOST = '127.0.0.1';
const HTTP2_PREFACE = 'PRI ';
/** As the real server: an append is bounded on its own, so its message may be larger. */
const MAX_MESSAGE_BYTES = 17 * 1024 * 1024;

export interface DoubleParts {
  readonly log: StoredLog;
  readonly faults: FaultBoard;
  readonly version: string;
}

/** The services on a port, whose connections can be cut and refused. */
export class DoubleServer {
  readonly #server: Server;
  readonly #information: InformationServer;
  readonly #sockets = new Set<Socket>();
  #listener: SocketServer | undefined;
  #port = 0;

  constructor(parts: DoubleParts) {
    this.#information = informationOf(parts);
    this.#server = serverOf({
      ...parts,
      port: () => this.#port,
      cutConnections: () => this.cutConnections(),
    });
  }

  get port(): number {
    return this.#port;
  }

  /** Takes connections: the first time on this port (0 for any), then on the same again. */
  async listen(port = this.#port): Promise<void> {
    const injector = this.#server.createConnectionInjector(ServerCredentials.createInsecure());
    const listener = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
      socket.once('readable', () => {
        if (beginsHttp2(socket)) injector.injectConnection(socket);
        else this.#information.emit('connection', socket);
      });
    });
    listener.listen(port, HOST);
    await once(listener, 'listening');
    this.#port = (listener.address() as AddressInfo).port;
    this.#listener = listener;
  }

  /** Refuses connections from now on, and ends those that there are. */
  async goDown(): Promise<void> {
    const closed = new Promise((resolve) => this.#listener?.close(resolve));
    this.cutConnections();
    await closed;
  }

  cutConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** Looks at what came first, and puts it back. */
function beginsHttp2(socket: Socket): boolean {
  const first = socket.read() as Buffer | null;
  if (first !== null) socket.unshift(first);
  return first?.toString('latin1', 0, HTTP2_PREFACE.length) === HTTP2_PREFACE;
}

/** Beside gRPC the server tells everybody, over plain HTTP, what it is. */
function informationOf({ version }: DoubleParts): InformationServer {
  const about = JSON.stringify({ esVersion: `${version}.0`, state: 'leader' });
  return createInformationServer((request, answer) => {
    answer.writeHead(request.url === '/info' ? 200 : 404).end(about);
  });
}

function serverOf(context: ServiceContext): Server {
  const { getSupportedMethods, read: readGossip } = nodeHandlers(context);
  const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
  server.addService(ServerFeaturesService, { getSupportedMethods });
  server.addService(GossipService, { read: readGossip });
  server.addService(StreamsService, {
    append: appendHandler(context),
    batchAppend: batchAppendHandler(context),
    read: readHandler(context),
    delete: unimplemented,
    tombstone: unimplemented,
  });
  return server;
}

function unimplemented(_call: unknown, answer: (error: Error & { code: status }) => void): void {
  answer(Object.assign(new Error('the double has no deletions'), { code: status.UNIMPLEMENTED }));
}
