import { applyDecorators, SetMetadata, type Type } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  getSchemaPath,
} from '@nestjs/swagger';

import { ApiProblems } from './api-problems.decorator';
import { type DownloadedFile } from './downloads';
import { MACHINERY_PROBLEMS } from './machinery.problems';

const TEXT = { type: 'string' } as const;

const ETAG = {
  ETag: { description: 'Version of the thing, for If-Match.', schema: TEXT, example: '"4"' },
} as const;
const POSITION = {
  'Chargebook-Position': { description: 'Opaque place in the log.', schema: TEXT },
} as const;
const LOCATION = { Location: { description: 'Path of the new thing.', schema: TEXT } } as const;

export const WARNINGS = {
  type: 'array',
  description: 'What was accepted and is still worth knowing.',
  items: {
    type: 'object',
    required: ['code', 'pointer', 'detail'],
    properties: { code: TEXT, pointer: TEXT, detail: TEXT },
    additionalProperties: { description: 'Figures.' },
  },
} as const;

const KEY = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description: "The client's own id for this intent: the same again is carried out once.",
  schema: { type: 'string', minLength: 1, maxLength: 255 },
});

const VERSION = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'ETag of the version that was seen; without it 428.',
  schema: TEXT,
});

const AT_LEAST = applyDecorators(
  ApiHeader({
    name: 'Chargebook-At-Least',
    required: false,
    description: 'Wait until the answer shows at least this position.',
    schema: TEXT,
  }),
  ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`wait=N`: for so many seconds at most (2 when not said, 10 at most).',
    schema: TEXT,
  }),
);

const LAST_SEEN = ApiHeader({
  name: 'Last-Event-ID',
  required: false,
  description: 'The `id` that was seen last: what came behind it is told first.',
  schema: TEXT,
});

/** Under this key a handler says that it writes, and what the thing is answered as. */
export const WRITES = 'chargebook:writes';

/** Null: nothing is shown of it. */
export type WrittenDto = Type | null;

function writes(dto: WrittenDto): MethodDecorator {
  return SetMetadata(WRITES, dto);
}

/** A route that makes a thing and answers with it. */
export function ApiCreates(dto: Type): MethodDecorator {
  const headers = { ...ETAG, ...POSITION, ...LOCATION };
  const answer = { headers, schema: written(dto) };
  const created = ApiCreatedResponse({ description: 'Created, or created before.', ...answer });
  return applyDecorators(writes(dto), KEY, ApiExtraModels(dto), created) as MethodDecorator;
}

/** A route that changes a thing and answers with it; it wants If-Match. */
export function ApiChanges(dto: Type): MethodDecorator {
  const answer = { headers: { ...ETAG, ...POSITION }, schema: written(dto) };
  const changed = ApiOkResponse({ description: 'As it is now; maybe nothing changed.', ...answer });
  return applyDecorators(
    writes(dto),
    KEY,
    VERSION,
    ApiExtraModels(dto),
    changed,
  ) as MethodDecorator;
}

/** A route that removes a thing; it wants If-Match. */
export function ApiRemoves(): MethodDecorator {
  const removed = ApiNoContentResponse({ description: 'Removed.', headers: POSITION });
  return applyDecorators(writes(null), KEY, VERSION, removed) as MethodDecorator;
}

/** A route that shows one thing as its stream has it now. */
export function ApiShowsOne(dto: Type): MethodDecorator {
  return ApiOkResponse({
    description: 'As it is now.',
    type: dto,
    headers: ETAG,
  }) as MethodDecorator;
}

/** A route that shows what a projection keeps, with the position that it shows. */
export function ApiShows(dto: Type): MethodDecorator {
  const shown = ApiOkResponse({ description: 'As of the position.', type: dto, headers: POSITION });
  return applyDecorators(AT_LEAST, shown) as MethodDecorator;
}

/** A route that lists things page by page. */
export function ApiShowsList(dto: Type): MethodDecorator {
  const schema = {
    type: 'object',
    required: ['items', 'nextCursor', 'total', 'totalIsLowerBound'],
    properties: {
      items: { type: 'array', items: { $ref: getSchemaPath(dto) } },
      nextCursor: { type: 'string', nullable: true, description: 'Null on the last page.' },
      total: { type: 'integer', description: 'Exact to 1,000.' },
      totalIsLowerBound: { type: 'boolean' },
    },
  };
  const page = ApiOkResponse({ description: 'A page.', headers: POSITION, schema });
  return applyDecorators(AT_LEAST, ApiExtraModels(dto), page) as MethodDecorator;
}

/** A route that shows what a projection keeps as a file, with the position that it shows. */
export function ApiDownloads(file: DownloadedFile & { readonly example: string }): MethodDecorator {
  const { description, mediaType, example } = file;
  const content = { [mediaType]: { schema: TEXT, example } };
  return applyDecorators(
    AT_LEAST,
    ApiOkResponse({ description, headers: POSITION, content }),
    ApiProblems(MACHINERY_PROBLEMS, ['busy']),
  ) as MethodDecorator;
}

/** A route that answers with a stream of server-sent events. */
export function ApiStreams(about: {
  readonly description: string;
  readonly example: string;
  /** Codes of the machinery that it may be refused by, beside those of every stream. */
  readonly problems?: readonly string[];
}): MethodDecorator {
  const { description, example, problems = [] } = about;
  const content = { 'text/event-stream': { schema: TEXT, example } };
  return applyDecorators(
    LAST_SEEN,
    ApiOkResponse({ description, content }),
    ApiProblems(MACHINERY_PROBLEMS, ['too-many-streams', 'busy', ...problems]),
  ) as MethodDecorator;
}

function written(dto: Type): object {
  const warnings = { type: 'object', properties: { warnings: WARNINGS } };
  return { allOf: [{ $ref: getSchemaPath(dto) }, warnings] };
}
