import { type FastifyRequest } from 'fastify';

/**
 * Calls back when the client's connection is gone, also where the answer waits behind another one
 * and has no connection of its own yet. Gives what takes it back.
 */
export function onConnectionEnd({ raw }: FastifyRequest, callback: () => void): () => void {
  const { socket } = raw;
  if (socket.destroyed) {
    callback();
    return () => undefined;
  }
  // As many as requests that a client sends before he has read an answer.
  socket.setMaxListeners(0);
  socket.once('close', callback);
  return () => void socket.off('close', callback);
}
