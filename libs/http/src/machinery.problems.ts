import { type ProblemKind } from './problem-kind';

const REFUSED: Readonly<Record<string, ProblemKind>> = {
  'validation-failed': {
    status: 400,
    title: 'The request is not as described',
    explanation:
      'A member, header or query parameter has the wrong type, form or length, is missing, or is ' +
      'unknown. The list "errors" names all of them at once, each by a JSON pointer.',
  },
  'malformed-json': {
    status: 400,
    title: 'The body is not JSON',
    explanation: 'The body must be one JSON value in UTF-8, not nested deeper than 32 levels.',
  },
  'cursor-invalid': {
    status: 400,
    title: 'The cursor is not of this query',
    explanation:
      'A cursor continues the very query that it came from. Ask again without it to begin anew.',
  },
  'position-invalid': {
    status: 400,
    title: 'The position is not of this book',
    explanation:
      'Chargebook-At-Least, asOf, "after" and Last-Event-ID take a position that this book gave. ' +
      'One of another book, beyond the end, of no event, or lost in a restore is refused.',
  },
  'instant-in-future': {
    status: 400,
    title: 'The time is still to come',
    explanation:
      'Of what has not happened yet nothing can be said. Ask for a time that is past by the ' +
      'clock of the service, which the problem tells.',
  },
  unauthenticated: {
    status: 401,
    title: 'You are not signed in',
    explanation:
      'Sign in, or send "Authorization: Bearer <token>" with a token that is signed by a key ' +
      'known here, not expired, and made for this service.',
  },
  'cross-site-request': {
    status: 403,
    title: 'The request comes from another site',
    explanation:
      'What rests on the cookie of a session must come from a page of this service. Other ' +
      'programs send a bearer token.',
  },
  'role-missing': {
    status: 403,
    title: 'The role for this is missing',
    explanation: 'You may see the thing, but your roles in its account do not allow this.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    explanation: 'It does not exist, is gone, or belongs to an account that you may not see.',
  },
  'version-mismatch': {
    status: 412,
    title: 'The thing has changed meanwhile',
    explanation:
      'If-Match names another version than the present one, which the ETag header tells. Read ' +
      'the thing again, look at what has changed, and send the change again.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    explanation: 'A body may have 1 MiB.',
  },
  'media-type-unsupported': {
    status: 415,
    title: 'The media type is not supported',
    explanation: 'Send application/json, or application/merge-patch+json with PATCH.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The idempotency key was used for another request',
    explanation: 'A key stands for one intent. Another body needs another key.',
  },
  'version-required': {
    status: 428,
    title: 'If-Match is needed',
    explanation: 'Send the ETag of the version that you saw, so that nobody is overwritten unseen.',
  },
  'too-many-streams': {
    status: 429,
    title: 'Too many streams are open',
    explanation:
      'One person or service may have 16 streams open at a time. Close one of them: ' +
      'one stream tells of all accounts that you may see.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    explanation:
      'Too many requests came without a valid token, or with wrong passwords. Wait as long as ' +
      'Retry-After says; requests with a valid token are not counted.',
  },
};

const FAILED: Readonly<Record<string, ProblemKind>> = {
  internal: {
    status: 500,
    title: 'Something failed here',
    explanation: 'It is in the log under the request id. Sending the request again may help.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The book does not answer',
    explanation: 'The database cannot be reached at the moment; nothing was written.',
  },
  'not-caught-up': {
    status: 503,
    title: 'The list is not yet that fresh',
    explanation: 'The list did not reach the position within the wait. Ask again.',
  },
  busy: {
    status: 503,
    title: 'Busy',
    explanation: 'The thing was written by others all the time; nothing was written for you.',
  },
  'outcome-unknown': {
    status: 503,
    title: 'Whether it was written is not known',
    explanation: 'Send the same request again with the same Idempotency-Key: that is safe.',
  },
  'query-too-slow': {
    status: 503,
    title: 'The query takes too long',
    explanation: 'The query was ended at its time limit. A narrower filter makes it fast.',
  },
  'newer-version-needed': {
    status: 503,
    title: 'A newer version of the service is needed',
    explanation: 'The thing was written by a newer version, which this one cannot read.',
  },
  'foreign-event': {
    status: 503,
    title: 'The thing cannot be read',
    explanation:
      'Among the events of the thing is one that this service did not write. Nothing was written ' +
      'for you; whoever runs the service must look at it.',
  },
  'stream-cut': {
    status: 503,
    title: 'Events of the thing were deleted',
    explanation:
      'Others deleted events of the thing from the log, so that what it is can be told no more. ' +
      'Whoever runs the service must restore the log.',
  },
};

/** What the machinery itself refuses or fails with; contexts add the codes of their rules. */
export const MACHINERY_PROBLEMS: Readonly<Record<string, ProblemKind>> = { ...REFUSED, ...FAILED };
