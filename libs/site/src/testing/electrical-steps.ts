import { type EvLimit } from '../domain/panel.events';
import { type SiteCommand } from '../domain/site.commands';
import { NO_FACTS } from '../testing';
import { type Finding, type Model, type Panel } from './electrical-model';
import { judgeCharger, judgePanel, judgeRemoval, judgeSite, when } from './electrical-verdicts';

/** A command with what it does to the model and what the oracle has against that. */
export interface Step {
  readonly command: SiteCommand;
  readonly after: Model;
  readonly judge: (before: Model, after: Model) => Finding[];
}

/** Raw numbers that a step is made of, whatever the model is by then. */
export interface Draw {
  readonly kind: (typeof KINDS)[number];
  readonly thing: number;
  readonly place: number;
  readonly limit: number;
  readonly own: number | null;
  readonly rated: number;
  readonly evLimit: EvLimit | null;
  readonly isOn: boolean;
  readonly mask: number;
}

export const KINDS = [
  'add-charger',
  'edit-charger',
  'edit-charger',
  'retire-charger',
  'add-panel',
  'edit-panel',
  'edit-panel',
  'remove-panel',
  'edit-site',
] as const;

const pick = (ids: readonly string[], index: number): string => ids[index % ids.length] ?? 'none';
const amps = (tenths: number | null) => (tenths === null ? null : tenths / 10);
const masked = <Value>(draw: Draw, bit: number, value: Value): Value | undefined =>
  (draw.mask >> bit) % 2 === 1 ? value : undefined;

const freshPanel = (model: Model, id: string): string =>
  model.panels[id] === undefined ? id : freshPanel(model, `${id}x`);

/** A panel of the model, seldom one that is not there. */
const somePanel = (model: Model, index: number) =>
  index % 17 === 16 ? 'unknown' : pick(Object.keys(model.panels), index);

export const STEPS: Readonly<Record<Draw['kind'], (model: Model, draw: Draw) => Step>> = {
  'add-charger': (model, draw) => {
    const id = `C${Object.keys(model.chargers).length}`;
    const panel = somePanel(model, draw.place);
    const charger = {
      chargerId: id,
      limitAmps: draw.limit / 10,
      panelId: panel,
      scope: { kind: 'closed' },
    };
    const added = { panel, limit: draw.limit, own: null, isRetired: false };
    return {
      command: { type: 'AddCharger', id, charger, facts: NO_FACTS } as never,
      after: { ...model, chargers: { ...model.chargers, [id]: added } },
      judge: (before, after) => judgeCharger(before, after, id),
    };
  },
  'edit-charger': (model, draw) => {
    const id = pick(Object.keys(model.chargers), draw.thing);
    const charger = model.chargers[id];
    if (charger === undefined) return STEPS['add-charger'](model, draw);
    const limit = masked(draw, 0, draw.limit);
    const panel = masked(draw, 1, somePanel(model, draw.place));
    const own = masked(draw, 2, draw.own);
    const offlineAllocation = own === undefined || own === null ? own : { amps: own / 10 };
    const patch = {
      limitAmps: limit === undefined ? undefined : limit / 10,
      panelId: panel,
      overrides: { offlineAllocation },
    };
    const edited = {
      ...charger,
      limit: limit ?? charger.limit,
      panel: panel ?? charger.panel,
      own: own === undefined ? charger.own : own,
    };
    return {
      command: { type: 'EditCharger', id, patch, facts: NO_FACTS } as never,
      after: { ...model, chargers: { ...model.chargers, [id]: edited } },
      judge: (before, after) => judgeCharger(before, after, id),
    };
  },
  'retire-charger': (model, draw) => {
    const id = pick(Object.keys(model.chargers), draw.thing);
    const charger = model.chargers[id];
    if (charger === undefined) return STEPS['add-charger'](model, draw);
    const retired = { ...charger, isRetired: true };
    return {
      command: { type: 'RetireCharger', id } as never,
      after: { ...model, chargers: { ...model.chargers, [id]: retired } },
      judge: (before) =>
        when(before.chargers[id]?.isRetired ?? false, () => ({
          code: 'charger-retired',
          chargerId: id,
        })),
    };
  },
  'add-panel': (model, draw) => {
    const id = freshPanel(model, `P${draw.thing}`);
    const parent = draw.isOn ? somePanel(model, draw.place) : null;
    const name = draw.mask === 0 ? pick(Object.keys(model.panels), draw.thing) : id;
    const panel = {
      name,
      ratedLimitAmps: draw.rated / 10,
      parentPanelId: parent,
      evLimit: draw.evLimit,
    };
    const added = { name, parent, rated: draw.rated, evLimit: draw.evLimit };
    return {
      command: { type: 'AddPanel', panelId: id, panel } as never,
      after: { ...model, panels: { ...model.panels, [id]: added } },
      judge: (before, after) => judgePanel(before, after, id),
    };
  },
  'edit-panel': (model, draw) => {
    const id = pick(Object.keys(model.panels), draw.thing);
    const panel = model.panels[id] as Panel;
    const place = draw.isOn ? somePanel(model, draw.place) : null;
    const parent = masked(draw, 0, place);
    const rated = masked(draw, 1, draw.rated);
    const evLimit = masked(draw, 2, draw.evLimit);
    const patch = {
      parentPanelId: parent,
      ratedLimitAmps: rated === undefined ? undefined : rated / 10,
      evLimit,
    };
    const edited = {
      name: panel.name,
      parent: parent === undefined ? panel.parent : parent,
      rated: rated ?? panel.rated,
      evLimit: evLimit === undefined ? panel.evLimit : evLimit,
    };
    return {
      command: { type: 'EditPanel', panelId: id, patch } as never,
      after: { ...model, panels: { ...model.panels, [id]: edited } },
      judge: (before, after) => judgePanel(before, after, id),
    };
  },
  'remove-panel': (model, draw) => {
    const id = pick(Object.keys(model.panels), draw.thing);
    const { [id]: _, ...panels } = model.panels;
    return {
      command: { type: 'RemovePanel', panelId: id } as never,
      after: { ...model, panels },
      judge: (before) => judgeRemoval(before, id),
    };
  },
  'edit-site': (model, draw) => {
    const factor = masked(draw, 0, draw.thing % 2 === 0 ? 0.8 : (1 as const));
    const isManaged = masked(draw, 1, draw.isOn);
    const allocation = masked(draw, 2, draw.own);
    const isDelayed = masked(draw, 3, draw.place % 2 === 0);
    const patch = {
      continuousLoadFactor: factor,
      energyManagement: isManaged,
      offlineAllocationAmps: allocation === undefined ? undefined : amps(allocation),
      delayedCharging: isDelayed,
    };
    return {
      command: { type: 'EditSite', patch, facts: NO_FACTS } as never,
      after: {
        ...model,
        factor: (factor ?? model.factor) as 0.8 | 1,
        isManaged: isManaged ?? model.isManaged,
        allocation: allocation === undefined ? model.allocation : allocation,
        isDelayed: isDelayed ?? model.isDelayed,
      },
      judge: judgeSite,
    };
  },
};
