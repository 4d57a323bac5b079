import { MACHINERY_PROBLEMS, type ProblemKind, PROBLEMS_EXTENSION } from '@chargebook/http';
import { type OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Responses = Operation['responses'];
type Kinds = Readonly<Record<string, ProblemKind>>;
type Method = (typeof METHODS)[number];

const METHODS = ['get', 'post', 'patch', 'delete'] as const;

const ANY = ['unauthenticated', 'not-found', 'too-many-requests', 'internal', 'store-unavailable'];
const READ = ['validation-failed', 'role-missing', 'not-caught-up', 'query-too-slow'];
const PAGED = ['cursor-invalid'];
const FRESH = ['position-invalid'];
const BODY = ['validation-failed', 'malformed-json', 'body-too-large', 'media-type-unsupported'];
const ASKED = [
  'cross-site-request',
  'role-missing',
  'busy',
  'newer-version-needed',
  'foreign-event',
  'stream-cut',
];
const WRITTEN = ['idempotency-key-reused', 'outcome-unknown'];
/** Nobody is known yet where one signs in. */
const OPEN = ['validation-failed', 'internal', 'store-unavailable'];
const OPEN_WRITE = [...BODY, ...OPEN, 'cross-site-request', 'too-many-requests'];
const VERSIONED = ['version-mismatch', 'version-required'];

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', description: 'Path of a page that explains the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'One sentence for a person, with the figures.' },
    code: { type: 'string', description: 'Stable; what a program looks at.' },
    requestId: { type: 'string' },
    pointer: { type: 'string', description: 'JSON pointer of the field.' },
    errors: {
      type: 'array',
      description: 'All that was wrong.',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          code: { type: 'string' },
          pointer: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
  additionalProperties: { description: 'Figures of the rule.' },
};

/**
 * Adds to every route under /v1 and /auth the problems that it may answer with, an example for
 * each.
 */
export function describeProblems(document: OpenAPIObject): OpenAPIObject {
  const schemas = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
  const components = { ...document.components, schemas } as OpenAPIObject['components'];
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [path, described(path, item)]),
  );
  return { ...document, paths, ...(components && { components }) };
}

function described(path: string, item: PathItem): PathItem {
  const operations = METHODS.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [[method, withProblems({ path, method }, operation)]];
  });
  return { ...item, ...(Object.fromEntries(operations) as PathItem) };
}

function withProblems(place: { path: string; method: Method }, operation: Operation): Operation {
  const { [PROBLEMS_EXTENSION]: rules, ...rest } = operation as Operation & Record<string, Kinds>;
  const codes = codesOf(place, rest as Operation);
  if (codes.length === 0) return rest as Operation;
  if (isPreview(place)) return withVerdicts(rest as Operation, codes, rules ?? {});
  const responses = responsesOf([...kindsOf(codes), ...Object.entries(rules ?? {})]);
  return { ...(rest as Operation), responses: { ...rest['responses'], ...responses } as Responses };
}

function isPreview({ path }: { path: string }): boolean {
  return path.endsWith('/preview');
}

/** What the write would be refused by, a preview only tells of: it is answered by 200. */
function withVerdicts(operation: Operation, codes: readonly string[], rules: Kinds): Operation {
  const hasVersion = JSON.stringify(operation.parameters ?? []).includes('"If-Match"');
  const verdicts = ['role-missing', ...(hasVersion ? ['version-mismatch'] : [])];
  const named = [...verdicts, ...Object.keys(rules)].map((code) => `\`${code}\``).join(', ');
  const { 200: answer, ...others } = operation.responses as Record<string, object>;
  const told = { ...answer, description: `What would happen. Refused by ${named}.` };
  const responses = { ...others, 200: told, ...responsesOf(kindsOf(codes)) } as Responses;
  return { ...operation, responses };
}

function kindsOf(codes: readonly string[]): readonly (readonly [string, ProblemKind])[] {
  return codes.flatMap((code) => {
    const kind = MACHINERY_PROBLEMS[code];
    return kind === undefined ? [] : [[code, kind] as const];
  });
}

function codesOf(place: { path: string; method: Method }, operation: Operation): readonly string[] {
  const { path, method } = place;
  if (path.startsWith('/v1/')) return [...ANY, ...codesOfBook(place, operation)];
  if (path.startsWith('/auth/')) return method === 'get' ? OPEN : OPEN_WRITE;
  return [];
}

function codesOfBook(place: { path: string; method: Method }, operation: Operation) {
  if (isPreview(place)) return [...BODY, ...ASKED];
  const { path, method } = place;
  if (method === 'get') return [...READ, ...codesOfList(operation)];
  if (isQuestion(operation)) return [...BODY, ...ASKED, ...READ, ...codesOfList(operation)];
  // Webhooks are beside the book: they have no versions, and no command is carried out.
  if (path.startsWith('/v1/webhooks')) return [...BODY, 'role-missing'];
  const isVersioned = ['patch', 'delete'].includes(method) || /\/(retire|archive)$/.test(path);
  return [
    ...BODY,
    ...ASKED,
    ...WRITTEN,
    ...codesOfList(operation),
    ...(isVersioned ? VERSIONED : []),
  ];
}

/** What needs a body to be asked is a POST, too; how fresh an answer is wanted tells it apart. */
function isQuestion({ parameters }: Operation): boolean {
  return JSON.stringify(parameters ?? []).includes('"Chargebook-At-Least"');
}

function codesOfList(operation: Operation): readonly string[] {
  const parameters = JSON.stringify(operation.parameters ?? []);
  const isPaged = parameters.includes('"cursor"');
  const isFresh = parameters.includes('"Chargebook-At-Least"');
  return [...(isPaged ? PAGED : []), ...(isFresh ? FRESH : [])];
}

function responsesOf(kinds: readonly (readonly [string, ProblemKind])[]): Responses {
  const statuses = [...new Set(kinds.map(([, { status }]) => status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const ours = kinds.filter(([, kind]) => kind.status === status);
      const examples = Object.fromEntries(
        ours.map(([code, kind]) => [code, exampleOf(code, kind)]),
      );
      const schema = { $ref: '#/components/schemas/Problem' };
      const content = { 'application/problem+json': { schema, examples } };
      return [status, { description: ours.map(([code]) => `\`${code}\``).join(', '), content }];
    }),
  );
}

function exampleOf(code: string, { status, title, explanation }: ProblemKind) {
  const requestId = '0b6f3a52-6f0e-4e0c-9d1b-1f6f3a6a7c11';
  const value = { type: `/problems/${code}`, title, status, detail: explanation, code, requestId };
  return { summary: title, value };
}
