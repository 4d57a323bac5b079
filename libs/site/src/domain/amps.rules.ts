/** Amps are held as whole tenths, so that a sum of amps is exact and never a float sum. */
export function toTenths(amps: number): number {
  return Math.round(amps * 10);
}

/** The way back: a number with one decimal at most. */
export function toAmps(tenths: number): number {
  return tenths / 10;
}

export const LIMIT_RANGE = { minimumAmps: 6, maximumAmps: 1000 } as const;

/** A charger's limit: 6 to 1000 A with one decimal at most. */
export function isLimitInRange(amps: number): boolean {
  return (
    hasOneDecimalAtMost(amps) && amps >= LIMIT_RANGE.minimumAmps && amps <= LIMIT_RANGE.maximumAmps
  );
}

/** An offline allocation: 0 (no charging offline), or what a charger's limit may be (RULES 18). */
export function isAllocationInRange(amps: number): boolean {
  return amps === 0 || isLimitInRange(amps);
}

function hasOneDecimalAtMost(amps: number): boolean {
  return toAmps(toTenths(amps)) === amps;
}
