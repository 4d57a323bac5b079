import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Socket } from 'node:net';

const CHANNEL = 'net.client.socket';

/**
 * The connections that this process opens while it is watched. To cut them here needs nothing
 * between it and the servers, which a cluster would not allow: it tells its own addresses.
 */
export class OpenedConnections {
  readonly #sockets = new Set<Socket>();
  #openedCount = 0;
  readonly #note = (message: unknown): void => {
    this.#openedCount += 1;
    const { socket } = message as { readonly socket: Socket };
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  };

  constructor() {
    subscribe(CHANNEL, this.#note);
  }

  /** Cuts all of them, as a failing network would. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Leaves what is open open. @throws Error when there was never anything to cut */
  unwatch(): void {
    unsubscribe(CHANNEL, this.#note);
    if (this.#openedCount === 0) throw new Error('no connection was seen to be opened');
  }
}
