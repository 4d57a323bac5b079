import { type FastifyInstance, type FastifyRequest } from 'fastify';

import { isWalkable, MAX_DEPTH } from './plain-values';
import { Problem } from './problem';

export const MAX_BODY_BYTES = 1024 * 1024;

const MERGE_PATCH = 'application/merge-patch+json';

/** Takes JSON alone, and merge patches with PATCH; all else is refused before any code of ours. */
export function acceptJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>(
    ['application/json', MERGE_PATCH],
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    (request, body, done) => {
      try {
        done(null, parsed(request, body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

function parsed(request: FastifyRequest, body: Buffer): unknown {
  const mediaType = request.headers['content-type'] ?? '';
  if (request.method !== 'PATCH' && mediaType.toLowerCase().startsWith(MERGE_PATCH)) {
    throw new Problem('media-type-unsupported', {
      detail: 'A merge patch comes with PATCH alone.',
    });
  }
  return body.length === 0 ? undefined : jsonOf(body);
}

function jsonOf(body: Buffer): unknown {
  const value = parsedOrRefused(body);
  if (isWalkable(value)) return value;
  throw new Problem('malformed-json', {
    detail: `Numbers must be finite, and nothing nested deeper than ${MAX_DEPTH} levels.`,
  });
}

function parsedOrRefused(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Problem('malformed-json', { detail: 'The body is not one JSON value in UTF-8.' });
  }
}
