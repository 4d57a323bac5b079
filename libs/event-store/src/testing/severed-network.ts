import { connect, createServer, type Server, type Socket } from 'node:net';
import { type AddressInfo } from 'node:net';

/** A way to the server that a test can cut, block for answers, and mend. */
export class SeveredNetwork {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #swallowsAnswers = false;

  constructor(private readonly serverUrl: string) {}

  /** Lets connections through again, on the same port. */
  async mend(): Promise<void> {
    this.#swallowsAnswers = false;
    const server = createServer((socket) => this.join(socket));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  get url(): string {
    const url = new URL(this.serverUrl);
    url.hostname = '127.0.0.1';
    url.port = String(this.#port);
    return url.href;
  }

  /** From now on the server hears everything and its answers are lost. */
  swallowAnswers(): void {
    this.#swallowsAnswers = true;
  }

  /** Ends every connection, and lets new ones through. */
  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Ends every connection and refuses new ones. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    this.drop();
    await closed;
  }

  private join(client: Socket): void {
    const { hostname, port } = new URL(this.serverUrl);
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) {
      // Small pieces go on at once, as they came.
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    }
    client.on('data', (bytes) => server.write(bytes));
    server.on('data', (bytes) => {
      if (!this.#swallowsAnswers) client.write(bytes);
    });
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
  }
}
