import { type RejectionProblems, unknownReference } from '@chargebook/http';

import { type GroupRejection } from '../domain/group.decider';

export const GROUP_PROBLEMS: RejectionProblems<GroupRejection> = {
  'account-not-found': unknownReference({ name: 'account', member: 'accountId' }),
};
