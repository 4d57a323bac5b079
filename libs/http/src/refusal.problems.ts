import { type Refusal, type RejectionShape } from '@chargebook/kernel';

import { etagOf } from './etag';
import { notFound, Problem, type ProblemItem, tryAgain } from './problem';
import { type DetailOf } from './problem-catalogue';

type Kind = Refusal['kind'];
type RefusalOf<K extends Kind> = Extract<Refusal, { readonly kind: K }>;
type Table = { readonly [K in Kind]: (refusal: RefusalOf<K>, detailOf: DetailOf) => Problem };

const PROBLEMS: Table = {
  'not-found': () => notFound(),
  'role-missing': ({ role, pointer }) =>
    new Problem('role-missing', {
      detail: `This change needs the role ${role} in the thing's account.`,
      pointer,
      figures: { role },
    }),
  'key-reused': () =>
    new Problem('idempotency-key-reused', {
      detail: 'This Idempotency-Key was used before with another body.',
    }),
  'version-required': () =>
    new Problem('version-required', {
      detail: 'Send If-Match with the ETag of the version that you saw.',
    }),
  'version-mismatch': ({ current }) =>
    new Problem('version-mismatch', {
      detail: `The thing is at version ${etagOf(current)}, not at the one that If-Match names.`,
      headers: { etag: etagOf(current) },
    }),
  rules: ({ rejections }, detailOf) => problemOfRejections(rejections, detailOf),
  taken: ({ rejections }, detailOf) => problemOfRejections(rejections, detailOf),
  busy: () => tryAgain('busy', 'Others write to the same thing all the time; nothing was written.'),
  'outcome-unknown': () =>
    tryAgain(
      'outcome-unknown',
      'Whether it was written is not known; send it again with the same Idempotency-Key.',
    ),
  'newer-version-needed': ({ eventType }) =>
    tryAgain('newer-version-needed', `The event ${eventType} is newer than this service.`, 60),
  'foreign-event': ({ eventId }) =>
    tryAgain('foreign-event', `The event ${eventId} was not written by this service.`, 60),
  'stream-cut': ({ stream }) =>
    tryAgain('stream-cut', `Events of the stream ${stream} were deleted.`, 60),
};

/** The problem that a client sees for a command that wrote nothing; `detailOf` tells the rules. */
export function problemOfRefusal(refusal: Refusal, detailOf: DetailOf): Problem {
  const problem = PROBLEMS[refusal.kind] as (refusal: Refusal, detailOf: DetailOf) => Problem;
  return problem(refusal, detailOf);
}

/** The first's code and figures, and all of them in `errors`. */
function problemOfRejections(rejections: readonly RejectionShape[], detailOf: DetailOf): Problem {
  const [first] = rejections;
  if (first === undefined) throw new Error('a refusal by rules names at least one');
  const errors = rejections.map((rejection): ProblemItem => ({
    ...rejection,
    detail: detailOf(rejection),
  }));
  const { code, pointer, ...figures } = first;
  return new Problem(code, { detail: detailOf(first), pointer, figures, errors });
}
