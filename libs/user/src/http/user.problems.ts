import { type RejectionProblems, unknownReference } from '@chargebook/http';

import { type UserRejection } from '../domain/user-rejections.rules';

export const USER_PROBLEMS: RejectionProblems<UserRejection> = {
  'account-not-found': unknownReference({ name: 'account', member: 'accountId' }),
  'last-administrator': {
    status: 422,
    title: 'Nobody would be left who administers all accounts',
    explanation:
      'The last active administrator of all accounts who can sign in keeps that role and stays ' +
      'active. Make another one first; one who was invited counts once he has set a password.',
    detail: () => 'No other active administrator of all accounts can sign in.',
  },
  'user-inactive': {
    status: 422,
    title: 'The user is not active',
    explanation: 'An inactive user gets no link to set a password. Reactivate the user first.',
    detail: () => 'The user is not active.',
  },
  'email-taken': {
    status: 409,
    title: 'The e-mail address is another user’s',
    explanation:
      'Each user has an address of his own, compared without case. If you do not see the user ' +
      'who has it, an administrator of all accounts does.',
    detail: () => 'Another user has this e-mail address.',
  },
};
