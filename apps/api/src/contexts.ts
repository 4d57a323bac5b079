import { accountContext } from '@chargebook/account';
import { activityContext } from '@chargebook/activity';
import { driverContext } from '@chargebook/driver';
import { feedContext } from '@chargebook/feed';
import { groupContext } from '@chargebook/group';
import { type AnyAggregate, type CommandRunner, type FactsReader } from '@chargebook/kernel';
import { type Policy } from '@chargebook/policies';
import { type ProjectionGroup } from '@chargebook/projections';
import { ratePlanContext } from '@chargebook/rate-plan';
import { siteContext } from '@chargebook/site';
import { userContext } from '@chargebook/user';
import { type Type } from '@nestjs/common';

/** What policies check facts and command with. */
export interface PolicyTools {
  readonly runner: CommandRunner;
  readonly reader: FactsReader;
}

/**
 * What a process must know of a context: its module, its kinds of streams, its read models, its
 * policies.
 */
export interface Context {
  readonly module: Type;
  readonly aggregates: readonly AnyAggregate[];
  readonly groups: readonly ProjectionGroup[];
  readonly policies?: readonly ((tools: PolicyTools) => Policy)[];
}

export const CONTEXTS: readonly Context[] = [
  accountContext,
  activityContext,
  driverContext,
  feedContext,
  groupContext,
  ratePlanContext,
  siteContext,
  userContext,
];
