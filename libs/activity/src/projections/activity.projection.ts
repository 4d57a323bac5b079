import { type DecodedEvent } from '@chargebook/kernel';
import {
  type ProjectedEvent,
  type Projection,
  type ProjectionGroup,
} from '@chargebook/projections';

import { saidNamesOf, thingKindOf, toldOf } from '../domain/told-event.rules';

/** What one event of the domain says; the label of its thing is looked up among earlier ones. */
export interface ActivityRow {
  readonly position: string;
  /** Null: of all accounts. */
  readonly accountId: string | null;
  readonly siteId: string | null;
  readonly thingId: string;
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly reason: string | null;
  readonly commandId: string;
  readonly name: string | null;
  readonly alias: string | null;
}

/** A look at what happened may be so late; who asks for a position is shown it at once. */
const MAY_LAG_MS = 250;

export const activityProjection: Projection<ActivityRow> = {
  name: 'activity',
  version: 1,
  isAppendOnly: true,
  table: {
    primaryKey: 'position',
    columns: {
      position: { type: 'text collate "C"' },
      accountId: { type: 'uuid' },
      siteId: { type: 'uuid' },
      thingId: { type: 'uuid not null' },
      type: { type: 'text not null' },
      at: { type: 'text collate "C" not null' },
      actor: { type: 'text not null' },
      role: { type: 'text not null' },
      reason: { type: 'text' },
      commandId: { type: 'uuid not null' },
      name: { type: 'text' },
      alias: { type: 'text' },
    },
    indexes: [
      'create index NAME_by_account on TABLE (account_id, position)',
      `create index NAME_by_thing on TABLE (thing_id, position)
        where name is not null or alias is not null`,
    ],
  },
  rowKeysOf: ({ type, recorded }) => (thingKindOf(type) === undefined ? [] : [recorded.position]),
  apply: (_row, event, position) => rowOf(event, position),
};

function rowOf(event: ProjectedEvent, position: string): ActivityRow | undefined {
  const decoded = event as unknown as DecodedEvent;
  const told = toldOf(decoded);
  if (told === undefined) return undefined;
  const { recordedAt, actor, reason, command } = decoded.metadata;
  return {
    position,
    accountId: told.accountId,
    siteId: told.siteId,
    thingId: told.thing.id,
    type: event.type,
    at: recordedAt,
    actor: actor.id,
    role: actor.role,
    reason: reason ?? null,
    commandId: command.id,
    ...saidNamesOf(decoded),
  };
}

export const ACTIVITY_GROUP = {
  name: 'activity',
  projections: [activityProjection],
  mayLagMs: MAY_LAG_MS,
} as const satisfies ProjectionGroup;
