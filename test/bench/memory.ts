import { type Figure } from './figures';
import { type StartedProcess } from './started-process';

const MOST_MEMORY_MIB = 400;

/** The most memory that the service's process ever held. */
export function memoryFigure(bench: string, service: StartedProcess): Figure {
  const peakMib = service.peakMemoryMib();
  return {
    bench,
    what: 'memory of the api at its peak',
    measured: peakMib === undefined ? 'not told by this system' : `${Math.round(peakMib)} MiB`,
    goal: `< ${MOST_MEMORY_MIB} MiB`,
    isMet: peakMib === undefined ? undefined : peakMib < MOST_MEMORY_MIB,
  };
}
