import { accept } from '@chargebook/kernel';

import {
  type AddCharger,
  type ChargerCommand,
  type DropFromScope,
  type EditCharger,
  type RetireCharger,
} from './charger.commands';
import { type ChargerEvent } from './charger.events';
import { type ChargerState } from './charger.state';
import { type ChargerChange, chargerChange } from './charger-change.rules';
import { chargerEdits, connectorsOf, terminalsOf, textOrNull } from './charger-edit.rules';
import { CHARGER_WARNINGS } from './charger-warnings.rules';
import { CHARGER_RULES } from './charger.rules';
import { judge, type Judgement, type SiteDecision, UNCHANGED } from './judgement.rules';
import { scopeOf, scopeWithout } from './scope.rules';
import { type ExistingSite } from './site.state';

const JUDGEMENT: Judgement<ChargerChange> = { rules: CHARGER_RULES, warnings: CHARGER_WARNINGS };

/** The events that each command asks for, before any rule is asked. */
export const CHARGER_EVENTS = {
  AddCharger: (command: AddCharger, state: ExistingSite): readonly ChargerEvent[] =>
    state.chargers.has(command.id) ? [] : [chargerAdded(command, state)],

  EditCharger: (command: EditCharger, state: ExistingSite): readonly ChargerEvent[] => {
    const charger = state.chargers.get(command.id);
    return charger === undefined ? [] : chargerEdits(state.site.id, charger, command.patch);
  },

  RetireCharger: (command: RetireCharger, state: ExistingSite): readonly ChargerEvent[] => {
    if (!state.chargers.has(command.id)) return [];
    return [{ type: 'ChargerRetired', data: { siteId: state.site.id, id: command.id } }];
  },

  DropFromScope: (command: DropFromScope, state: ExistingSite): readonly ChargerEvent[] => {
    const charger = state.chargers.get(command.id);
    if (charger === undefined || charger.status === 'retired') return [];
    const { id, scope: before } = charger;
    const after = scopeWithout(before, command.lostId);
    if (after === before) return [];
    return [{ type: 'ScopeChanged', data: { siteId: state.site.id, id, before, after } }];
  },
};

export const CHARGER_DECISIONS = {
  AddCharger: (command: AddCharger, state: ExistingSite): SiteDecision => {
    const events = CHARGER_EVENTS.AddCharger(command, state);
    return decide(state, events, { ...command, asked: command.charger });
  },

  EditCharger: (command: EditCharger, state: ExistingSite): SiteDecision => {
    const retired = refuseRetired(state.chargers.get(command.id));
    if (retired !== undefined) return retired;
    const events = CHARGER_EVENTS.EditCharger(command, state);
    return decide(state, events, { ...command, asked: command.patch });
  },

  RetireCharger: (command: RetireCharger, state: ExistingSite): SiteDecision => {
    const retired = refuseRetired(state.chargers.get(command.id));
    const [event] = CHARGER_EVENTS.RetireCharger(command, state);
    if (event === undefined) return UNCHANGED;
    return retired ?? { kind: 'accepted', events: [event], warnings: [] };
  },

  /** Nothing that a person may do wrong: a retired charger, or one that let go already, stays. */
  DropFromScope: (command: DropFromScope, state: ExistingSite): SiteDecision =>
    accept(CHARGER_EVENTS.DropFromScope(command, state)),
} satisfies { [Type in ChargerCommand['type']]: unknown };

function decide(
  state: ExistingSite,
  events: readonly ChargerEvent[],
  ask: Parameters<typeof chargerChange>[2],
): SiteDecision {
  if (events.length === 0) return UNCHANGED;
  return judge(JUDGEMENT, chargerChange(state, events, ask), events);
}

/** RULES 11: retirement is final, whether the command would change anything or not. */
function refuseRetired(charger: ChargerState | undefined): SiteDecision | undefined {
  if (charger?.status !== 'retired') return undefined;
  const { chargerId } = charger;
  return { kind: 'rejected', rejections: [{ code: 'charger-retired', pointer: '', chargerId }] };
}

function chargerAdded({ id, charger }: AddCharger, { site }: ExistingSite): ChargerEvent {
  return {
    type: 'ChargerAdded',
    data: {
      siteId: site.id,
      id,
      chargerId: charger.chargerId.trim(),
      limitAmps: charger.limitAmps,
      panelId: charger.panelId,
      scope: scopeOf(charger.scope),
      alias: textOrNull(charger.alias),
      qaAlias: textOrNull(charger.qaAlias),
      parking: textOrNull(charger.parking),
      connectors: connectorsOf(charger.connectors),
      paymentTerminals: terminalsOf(charger.paymentTerminals),
    },
  };
}
