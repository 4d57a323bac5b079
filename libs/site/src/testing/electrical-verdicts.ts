import { isDeepStrictEqual } from 'node:util';

import { below, type Charger, type Finding, type Model, type Panel, way } from './electrical-model';
import { judge13, judge14, judgeSum } from './electrical-oracle';

const isWhole = (tenths: number) => Number.isInteger(tenths);
const isLimit = (tenths: number) => isWhole(tenths) && tenths >= 60 && tenths <= 10_000;
const isAllocation = (tenths: number) => tenths === 0 || isLimit(tenths);
const RANGE = { minimumAmps: 6, maximumAmps: 1000 };
export const when = (isRefused: boolean, finding: () => Finding): Finding[] =>
  isRefused ? [finding()] : [];
const badAllocation = (tenths: number): Finding => ({
  code: 'offline-allocation-out-of-range',
  offlineAllocationAmps: tenths / 10,
  ...RANGE,
});

const overLimit = (charger: Charger | undefined): number =>
  charger === undefined ? 0 : Math.max(0, (charger.own ?? 0) - charger.limit);

export function judgeCharger(before: Model, after: Model, id: string): Finding[] {
  const was = before.chargers[id];
  const is = after.chargers[id] as Charger;
  if (was?.isRetired) return [{ code: 'charger-retired', chargerId: id }];
  const hasLimit = isLimit(is.limit);
  const order = way(after, is.panel) ?? [];
  const change = { before, after, order, isOfCharger: true };
  return [
    ...when(!hasLimit, () => ({ code: 'limit-out-of-range', limitAmps: is.limit / 10, ...RANGE })),
    ...when(!after.panels[is.panel], () => ({ code: 'panel-not-found', panelId: is.panel })),
    ...(hasLimit ? [...judge14(change), ...judgeSum(change, 16)] : []),
    ...(hasLimit && hasOwn(is) ? judgeSum(change, 17) : []),
    ...judgeOwn(was, is, after.isManaged),
  ];
}

const hasOwn = ({ own }: Charger): boolean => own === null || isAllocation(own);

function judgeOwn(was: Charger | undefined, is: Charger, isManaged: boolean): Finding[] {
  const isSet = is.own !== null && is.own !== was?.own;
  const isComparable = isLimit(is.limit) && hasOwn(is);
  return [
    ...when(isSet && !hasOwn(is), () => badAllocation(is.own ?? 0)),
    ...when(isComparable && overLimit(is) > overLimit(was), () => ({
      code: 'offline-allocation-exceeds-limit',
      offlineAllocationAmps: (is.own ?? 0) / 10,
      limitAmps: is.limit / 10,
    })),
    ...when(isSet && !isManaged, () => ({ code: 'offline-allocation-needs-energy-management' })),
  ];
}

export function judgePanel(before: Model, after: Model, id: string): Finding[] {
  const order = way(after, id);
  const change = { before, after, order: order ?? [id], isOfCharger: false };
  const hasWay = order !== undefined;
  return [
    ...judgeTree(before, after, id),
    ...judgeName(before, after, id),
    ...judgeSchedule(before, after, id),
    ...judge13(change),
    ...(hasWay ? [...judge14(change), ...judgeSum(change, 16), ...judgeSum(change, 17)] : []),
  ];
}

function judgeTree(before: Model, after: Model, id: string): Finding[] {
  const { parent } = after.panels[id] as Panel;
  const code = 'panel-tree-invalid';
  if (parent !== null && before.panels[parent] === undefined) {
    return [{ code: 'panel-not-found', panelId: parent }];
  }
  if (way(after, id) === undefined) return [{ code, problem: 'cycle' }];
  const ways = Object.keys(after.panels).map((each) => way(after, each) ?? []);
  const pathLength = Math.max(...ways.map((path) => (path.includes(id) ? path.length : 0)));
  const isMoved = before.panels[id]?.parent !== parent;
  return when(isMoved && pathLength > 16, () => ({ code, problem: 'too-deep', pathLength }));
}

function judgeName(before: Model, after: Model, id: string): Finding[] {
  const { name } = after.panels[id] as Panel;
  const others = Object.entries(before.panels).filter(([other]) => other !== id);
  const isTwin = others.some(([, other]) => other.name.toLowerCase() === name.toLowerCase());
  const isGiven = before.panels[id]?.name !== name;
  return when(isTwin && isGiven, () => ({ code: 'panel-name-taken', panelName: name }));
}

function judgeSchedule(before: Model, after: Model, id: string): Finding[] {
  const was = before.panels[id];
  const is = after.panels[id] as Panel;
  const isScheduledChild = is.parent !== null && is.evLimit?.kind === 'scheduled';
  const isGiven = was?.parent !== is.parent || !isDeepStrictEqual(was.evLimit, is.evLimit);
  return when(isScheduledChild && isGiven, () => ({ code: 'schedule-on-child-panel' }));
}

function treeOrder(model: Model, parent: string | null = null): string[] {
  const children = Object.entries(model.panels).filter(([, panel]) => panel.parent === parent);
  const key = ([id, { name }]: readonly [string, Panel]) => `${name.toLowerCase()} ${id}`;
  children.sort((one, other) => (key(one) < key(other) ? -1 : 1));
  return children.flatMap(([id]) => [id, ...treeOrder(model, id)]);
}

export function judgeSite(before: Model, after: Model): Finding[] {
  const change = { before, after, order: treeOrder(after), isOfCharger: false };
  const { allocation } = after;
  const isKnown = allocation !== null && isAllocation(allocation);
  return [
    ...judge13(change),
    ...judge14(change),
    ...judgeSum(change, 16),
    ...(isKnown ? judgeSum(change, 17) : []),
    ...judgeSettings(before, after),
  ];
}

function judgeSettings(before: Model, after: Model): Finding[] {
  const { allocation, isManaged, isDelayed } = after;
  const isSwitched = isManaged !== before.isManaged;
  const isGiven = allocation !== before.allocation;
  const tenths = allocation ?? 0;
  const isRequired = isManaged && allocation === null;
  const isDelayGiven = isSwitched || isDelayed !== before.isDelayed;
  return [
    ...when(isRequired && (isGiven || isSwitched), () => ({
      code: 'offline-allocation-required',
    })),
    ...when(isGiven && !isAllocation(tenths), () => badAllocation(tenths)),
    ...(isDelayGiven ? judgeDelay(after) : []),
  ];
}

function judgeDelay({ isDelayed, isManaged }: Model): Finding[] {
  const code = 'delayed-charging-needs-energy-management';
  return when(isDelayed && !isManaged, () => ({ code }));
}

export function judgeRemoval(before: Model, id: string): Finding[] {
  const children = Object.values(before.panels).filter(({ parent }) => parent === id);
  const [childPanelCount, chargerCount] = [children.length, below(before, id).length];
  const isUsed = childPanelCount + chargerCount > 0;
  return when(isUsed, () => ({ code: 'panel-not-empty', childPanelCount, chargerCount }));
}
