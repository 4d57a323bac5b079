/** The figures of a panel that its bars are drawn from. */
export interface PanelLoad {
  readonly usableAmps: number;
  readonly worstAmps: number;
  readonly subscribedAmps: number;
  readonly offlineSumAmps: number | null;
}

/** A bar in percent of its length. */
export interface Bar {
  /** What is taken of what there is. */
  readonly within: number;
  /** What is taken beyond it, drawn behind `within`. */
  readonly beyond: number;
  /** Where what there is ends: the worst hour's current. */
  readonly end: number;
}

/** What the chargers may ask for together, against what charging has. */
export function subscribedBar({ usableAmps, worstAmps, subscribedAmps }: PanelLoad): Bar {
  return barOf({ taken: subscribedAmps, worstAmps, longest: usableAmps });
}

/** What the chargers draw when the back office is gone; none without energy management. */
export function offlineBar({ worstAmps, usableAmps, offlineSumAmps }: PanelLoad): Bar | undefined {
  if (offlineSumAmps === null) return undefined;
  return barOf({ taken: offlineSumAmps, worstAmps, longest: usableAmps });
}

interface Lengths {
  readonly taken: number;
  readonly worstAmps: number;
  /** As long as the bar is at least. */
  readonly longest: number;
}

function barOf({ taken, worstAmps, longest }: Lengths): Bar {
  const scale = Math.max(taken, worstAmps, longest);
  if (scale === 0) return { within: 0, beyond: 0, end: 0 };
  const percent = (amps: number): number => (amps / scale) * 100;
  return {
    within: percent(Math.min(taken, worstAmps)),
    beyond: percent(Math.max(0, taken - worstAmps)),
    end: percent(worstAmps),
  };
}

/** How the sum of the limits stands to what there is. */
export type Subscription = 'none' | 'fits' | 'full' | 'managed';

export function subscriptionOf({ subscribedAmps, worstAmps }: PanelLoad): Subscription {
  if (subscribedAmps === 0) return 'none';
  if (subscribedAmps > worstAmps) return 'managed';
  return subscribedAmps === worstAmps ? 'full' : 'fits';
}

/** A difference of two amps of one decimal each, without the dust of binary fractions. */
export function ampsLeft(have: number, taken: number): number {
  return Math.round((have - taken) * 10) / 10;
}
