import {
  accept,
  type Aggregate,
  type Decision,
  type Recorded,
  stampAdded,
  stampChanged,
  thingIdOf,
} from '@chargebook/kernel';

import { type RatePlanCommand } from './rate-plan.commands';
import { RATE_PLAN_CATEGORY, RATE_PLAN_SCHEMAS, type RatePlanEvent } from './rate-plan.events';
import { type RatePlan, type RatePlanState } from './rate-plan.state';

/** No rule refuses a rate plan: its names need not differ, and an archived one may be renamed. */
export type RatePlanRejection = never;

type RatePlanDecision = Decision<RatePlanEvent, RatePlanRejection>;
type CommandOf<Type extends RatePlanCommand['type']> = Extract<RatePlanCommand, { type: Type }>;
type EventOf<Type extends RatePlanEvent['type']> = Recorded<Extract<RatePlanEvent, { type: Type }>>;

const deciders: {
  readonly [Type in RatePlanCommand['type']]: (
    command: CommandOf<Type>,
    ratePlan: RatePlan | undefined,
  ) => RatePlanDecision;
} = {
  AddRatePlan: ({ id, name, description }, ratePlan) => {
    const data = { ratePlanId: id, name, description };
    return accept(ratePlan === undefined ? [{ type: 'RatePlanAdded', data }] : []);
  },

  EditRatePlan: ({ id: ratePlanId, name, description }, ratePlan) => {
    const events: RatePlanEvent[] = [];
    if (name !== undefined && name !== ratePlan?.name) {
      events.push({ type: 'RatePlanRenamed', data: { ratePlanId, name } });
    }
    if (description !== undefined && description !== ratePlan?.description) {
      events.push({ type: 'RatePlanDescriptionChanged', data: { ratePlanId, description } });
    }
    return accept(events);
  },

  ArchiveRatePlan: ({ id: ratePlanId }, ratePlan) =>
    accept(ratePlan?.isArchived ? [] : [{ type: 'RatePlanArchived', data: { ratePlanId } }]),
};

const evolvers: {
  readonly [Type in RatePlanEvent['type']]: (event: EventOf<Type>) => Partial<RatePlan>;
} = {
  RatePlanAdded: (event) => {
    const { ratePlanId, name, description } = event.data;
    return { id: ratePlanId, name, description, isArchived: false, ...stampAdded(event) };
  },
  RatePlanRenamed: (event) => ({ name: event.data.name }),
  RatePlanDescriptionChanged: (event) => ({ description: event.data.description }),
  RatePlanArchived: () => ({ isArchived: true }),
};

/** Rate plans are written by administrators of all accounts, read by everybody (RULES 24). */
export const ratePlanAggregate: Aggregate<
  RatePlanCommand,
  RatePlanEvent,
  RatePlanState,
  RatePlanRejection
> = {
  category: RATE_PLAN_CATEGORY,
  schemas: RATE_PLAN_SCHEMAS,
  decider: {
    initial: () => ({ ratePlan: undefined }),
    decide: (command, { ratePlan }) => deciders[command.type](command as never, ratePlan),
    evolve: (draft, event) => {
      draft.ratePlan = evolveRatePlan(draft.ratePlan, event);
    },
  },
  touches: (event) => [thingIdOf(event.data.ratePlanId)],
  roleFor: () => 'administrator',
  rolesNeeded: () => [{ role: 'administrator', pointer: '' }],
  accountOf: ({ ratePlan }) => (ratePlan === undefined ? undefined : '*'),
  holds: ({ ratePlan }, thing) => ratePlan !== undefined && thingIdOf(ratePlan.id) === thing,
};

/** The rate plan after the event; lists fold with it too. */
export function evolveRatePlan(
  ratePlan: RatePlan | undefined,
  event: Recorded<RatePlanEvent>,
): RatePlan {
  const changes = evolvers[event.type](event as never);
  return { ...(ratePlan as RatePlan), ...stampChanged(event), ...changes };
}
