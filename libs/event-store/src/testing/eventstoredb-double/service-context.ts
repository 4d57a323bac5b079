import { CallRefused, notLeader, refusal } from './refusals';
import { type Fault, type FaultBoard, type Method } from './faults';
import { type StoredLog } from './stored-log';

/** What every handler works with. */
export interface ServiceContext {
  readonly log: StoredLog;
  readonly faults: FaultBoard;
  /** What the server says that it is. */
  readonly version: string;
  /** Where it is reached, for gossip. */
  readonly port: () => number;
  /** Ends every connection at once. */
  readonly cutConnections: () => void;
}

const ON_ARRIVAL = [
  'silence',
  'cut',
  'unavailable',
  'not-ready',
  'unauthenticated',
  'access-denied',
  'not-leader',
] as const;

export type Arrival = 'served' | 'lost';

/**
 * What becomes of a call as it arrives: `lost` is never answered.
 * @throws CallRefused when it is refused
 */
export function arrive({ faults, cutConnections }: ServiceContext, method: Method): Arrival {
  const fault = faults.strike(ON_ARRIVAL, method);
  if (fault === undefined) return 'served';
  if (fault.kind === 'not-leader') throw leaderRefusal(fault);
  if (fault.kind !== 'silence' && fault.kind !== 'cut') throw refusal(fault.kind);
  if (fault.kind === 'cut') cutConnections();
  return 'lost';
}

function leaderRefusal({ leader }: Fault): CallRefused {
  return leader === undefined ? refusal('no-leader-info') : notLeader(leader);
}
