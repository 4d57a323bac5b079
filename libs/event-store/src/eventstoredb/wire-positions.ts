/** EventStoreDB's two numbers for a place in the log, of 64 bits each, as it writes them. */
export interface WirePosition {
  readonly commit: string;
  readonly prepare: string;
}

const PREPARE_DIGITS = 20;
const PREPARE_SPAN = 10n ** BigInt(PREPARE_DIGITS);
const HIGHEST = 2n ** 63n;

/** Both numbers as one, in the order of the log: neither alone tells two events apart. */
export function logPosition({
  commit,
  prepare,
}: Record<keyof WirePosition, string | bigint>): bigint {
  return BigInt(commit) * PREPARE_SPAN + BigInt(prepare);
}

export function wirePosition(position: bigint): WirePosition {
  return {
    commit: String(position / PREPARE_SPAN),
    prepare: String(position % PREPARE_SPAN),
  };
}

/** False for what no server can be asked for: its numbers have 63 bits and a sign. */
export function isOnWire(position: bigint): boolean {
  return position / PREPARE_SPAN < HIGHEST && position % PREPARE_SPAN < HIGHEST;
}
