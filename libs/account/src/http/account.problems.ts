import { type RejectionProblems } from '@chargebook/http';

import { type AccountRejection } from '../domain/account.decider';

/** No rule of the domain refuses an account. */
export const ACCOUNT_PROBLEMS: RejectionProblems<AccountRejection> = {};
