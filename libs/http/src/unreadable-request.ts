import { randomUUID } from 'node:crypto';
import { type Socket } from 'node:net';

import { MACHINERY_PROBLEMS } from './machinery.problems';

const CODE = 'malformed-json';

/**
 * Answers what the parser of HTTP cannot read, or what does not come to its end in time, with a
 * problem document as all else: there is no request yet that could be answered.
 */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.writable && error.code !== 'ECONNRESET') socket.write(answerText());
  socket.destroy();
}

function answerText(): string {
  const requestId = randomUUID();
  const body = JSON.stringify({
    type: `/problems/${CODE}`,
    title: MACHINERY_PROBLEMS[CODE]?.title,
    status: 400,
    detail: 'The request cannot be read.',
    code: CODE,
    requestId,
  });
  return [
    'HTTP/1.1 400 Bad Request',
    'connection: close',
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    '',
    body,
  ].join('\r\n');
}
