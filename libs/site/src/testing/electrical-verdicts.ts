import {
  below,
  type Charger,
  figures,
  type Finding,
  type Model,
  type Panel,
  way,
} from './electrical-model';
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

export function judgeCharger(before: Model, after: Model, id: string): Finding[] {
  const was = before.chargers[id];
  const is = after.chargers[id] as Charger;
  if (was?.isRetired) return [{ code: 'charger-retired', chargerId: id }];
  const order = way(after, is.panel) ?? [];
  const change = { before, after, order, isOfCharger: true };
  const hasLimit = isLimit(is.limit);
  const hasOwn = is.own === null || isAllocation(is.own);
  const isOwnSet = is.own !== null && is.own !== was?.own;
  const over = (charger: Charger | undefined) =>
    charger?.own == null ? 0 : Math.max(0, charger.own - charger.limit);
  return [
    ...when(!hasLimit, () => ({ code: 'limit-out-of-range', limitAmps: is.limit / 10, ...RANGE })),
    ...when(!after.panels[is.panel], () => ({ code: 'panel-not-found', panelId: is.panel })),
    ...(hasLimit ? [...judge14(change), ...judgeSum(change, 16)] : []),
    ...(hasLimit && hasOwn ? judgeSum(change, 17) : []),
    ...when(isOwnSet && !hasOwn, () => badAllocation(is.own ?? 0)),
    ...when(hasLimit && hasOwn && over(is) > over(was), () => ({
      code: 'offline-allocation-exceeds-limit',
      offlineAllocationAmps: (is.own ?? 0) / 10,
      limitAmps: is.limit / 10,
    })),
    ...when(isOwnSet && !after.isManaged, () => ({
      code: 'offline-allocation-needs-energy-management',
    })),
  ];
}

export function judgePanel(before: Model, after: Model, id: string): Finding[] {
  const was = before.panels[id];
  const is = after.panels[id] as Panel;
  const isParentKnown = is.parent === null || before.panels[is.parent] !== undefined;
  const order = way(after, id);
  const longest = Math.max(
    ...Object.keys(after.panels).map((each) => {
      const path = way(after, each) ?? [];
      return path.includes(id) ? path.length : 0;
    }),
  );
  const isMoved = was === undefined || was.parent !== is.parent;
  const isScheduled = is.parent !== null && is.evLimit?.kind === 'scheduled';
  const isLimited =
    String(figures(was?.evLimit ?? null)) !== String(figures(is.evLimit)) ||
    was?.evLimit?.kind !== is.evLimit?.kind;
  const twin = Object.entries(before.panels).some(
    ([other, { name }]) => other !== id && name.toLowerCase() === is.name.toLowerCase(),
  );
  const change = { before, after, order: order ?? [id], isOfCharger: false };
  return [
    ...when(!isParentKnown, () => ({ code: 'panel-not-found', panelId: is.parent })),
    ...when(isParentKnown && order === undefined, () => ({
      code: 'panel-tree-invalid',
      problem: 'cycle',
    })),
    ...when(isMoved && order !== undefined && longest > 16, () => ({
      code: 'panel-tree-invalid',
      problem: 'too-deep',
      pathLength: longest,
    })),
    ...when(twin && was?.name !== is.name, () => ({
      code: 'panel-name-taken',
      panelName: is.name,
    })),
    ...when(isScheduled && (isMoved || isLimited), () => ({ code: 'schedule-on-child-panel' })),
    ...judge13(change),
    ...(order === undefined ? [] : judge14(change)),
    ...(order === undefined ? [] : judgeSum(change, 16)),
    ...(order === undefined ? [] : judgeSum(change, 17)),
  ];
}

function treeOrder(model: Model, parent: string | null = null): string[] {
  const children = Object.entries(model.panels).filter(([, panel]) => panel.parent === parent);
  const key = ([id, { name }]: readonly [string, Panel]) => `${name.toLowerCase()} ${id}`;
  children.sort((one, other) => (key(one) < key(other) ? -1 : 1));
  return children.flatMap(([id]) => [id, ...treeOrder(model, id)]);
}

export function judgeSite(before: Model, after: Model): Finding[] {
  const change = { before, after, order: treeOrder(after), isOfCharger: false };
  const { allocation, isManaged, isDelayed } = after;
  const isGiven = allocation !== before.allocation || isManaged !== before.isManaged;
  const isKnown = allocation !== null && isAllocation(allocation);
  const isSwitched = isManaged !== before.isManaged || isDelayed !== before.isDelayed;
  return [
    ...judge13(change),
    ...judge14(change),
    ...judgeSum(change, 16),
    ...(isKnown ? judgeSum(change, 17) : []),
    ...when(isGiven && isManaged && allocation === null, () => ({
      code: 'offline-allocation-required',
    })),
    ...when(allocation !== before.allocation && allocation !== null && !isKnown, () =>
      badAllocation(allocation ?? 0),
    ),
    ...when(isSwitched && isDelayed && !isManaged, () => ({
      code: 'delayed-charging-needs-energy-management',
    })),
  ];
}

export function judgeRemoval(before: Model, id: string): Finding[] {
  const children = Object.values(before.panels).filter(({ parent }) => parent === id);
  const [childPanelCount, chargerCount] = [children.length, below(before, id).length];
  const isUsed = childPanelCount + chargerCount > 0;
  return when(isUsed, () => ({ code: 'panel-not-empty', childPanelCount, chargerCount }));
}
