import { isAllocationInRange, isLimitInRange } from './amps.rules';
import { type ChargerFacts, type ChargerPatch } from './charger.commands';
import { type ChargerEvent, type Override, type OverrideKind } from './charger.events';
import { type ChargerState } from './charger.state';
import { pathFrom } from './electrical.rules';
import { type GridChange } from './grid-change.rules';
import { foresee } from './site-fold.state';
import { type ExistingSite, there } from './site.state';

/** A command of one charger as its rules see it: before and after all of its events. */
export interface ChargerChange extends GridChange {
  readonly before: ExistingSite;
  /** Undefined when the charger is new. */
  readonly was: ChargerState | undefined;
  readonly is: ChargerState;
  readonly events: readonly ChargerEvent[];
  /** The command's own members. */
  readonly asked: ChargerPatch;
  readonly facts: ChargerFacts;
  readonly reason: string | undefined;
}

interface ChargerAsk {
  readonly asked: ChargerPatch;
  readonly facts: ChargerFacts;
  readonly reason?: string | undefined;
}

/** The change that the events, which are of one charger, would make of the site. */
export function chargerChange(
  state: ExistingSite,
  events: readonly ChargerEvent[],
  { asked, facts, reason }: ChargerAsk,
): ChargerChange {
  const { id } = there(events[0]).data;
  const was = state.chargers.get(id);
  const after = foresee(state, events, new Map(was && [[id, was]]));
  const is = there(after.chargers.get(id));
  const panels = pathFrom(after.panels, is.panelId);
  const chargers = [{ was, is }];
  return { before: state, after, panels, chargers, was, is, events, asked, facts, reason };
}

/** True when the command gives the member a value: each of them when the charger is new. */
export function gives(change: ChargerChange, type: ChargerEvent['type']): boolean {
  return change.was === undefined || change.events.some((event) => event.type === type);
}

/** The override of the kind that the command sets. */
export function overrideSet<Kind extends OverrideKind>(
  change: ChargerChange,
  kind: Kind,
): Extract<Override, { readonly kind: Kind }> | undefined {
  for (const event of change.events) {
    if (event.type !== 'OverrideSet' || event.data.override.kind !== kind) continue;
    return event.data.override as Extract<Override, { readonly kind: Kind }>;
  }
  return undefined;
}

/** False when a limit out of its range leaves nothing to compare. */
export function hasLimit({ asked }: ChargerChange): boolean {
  return asked.limitAmps === undefined || isLimitInRange(asked.limitAmps);
}

/** False when an allocation out of its range leaves nothing to add up. */
export function hasAllocation(change: ChargerChange): boolean {
  const override = overrideSet(change, 'offlineAllocation');
  return override === undefined || isAllocationInRange(override.amps);
}
