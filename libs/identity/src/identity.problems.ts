import { type ProblemKind } from '@chargebook/http';

/** What signing in is refused with. */
export const IDENTITY_PROBLEMS = {
  'sign-in-failed': {
    status: 401,
    title: 'That did not sign you in',
    explanation:
      'The e-mail address or the password is not right, or the user may not sign in any more. ' +
      'Which of them is not told.',
  },
  'sign-in-method-off': {
    status: 403,
    title: 'One does not sign in this way here',
    explanation: 'GET /auth/methods tells the ways that this service was set up with.',
  },
  'link-invalid': {
    status: 422,
    title: 'The link does not lead anywhere any more',
    explanation:
      'A link is good once and for a limited time. Ask an administrator for another one; that of ' +
      'the first administrator is printed again when the service starts.',
  },
  'password-too-weak': {
    status: 422,
    title: 'The password is too easy to guess',
    explanation:
      'Take twelve characters or more, and neither your name nor what everybody takes. A few ' +
      'words that do not belong together are good.',
  },
  'user-unknown': {
    status: 403,
    title: 'You are not known here',
    explanation:
      'The identity provider says who you are, but no active user of this service has the ' +
      'address that it has confirmed. Ask an administrator to invite you.',
  },
  'identity-provider-failed': {
    status: 502,
    title: 'The identity provider did not sign you in',
    explanation:
      'It refused, did not answer, or its answer was not the one to the question that was asked ' +
      'from this browser. Begin again.',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
