import { parentPort, workerData } from 'node:worker_threads';

import { type BookPlaces } from './book-log';
import { openEngines } from './engines';

/** Entry of the thread: fills whatever is to be filled, then ends. */
async function fill(places: BookPlaces): Promise<void> {
  const engines = await openEngines({
    places,
    projections: 'only',
    listTimeoutMs: 0,
    onNotice: () => undefined,
    onReport: (report) => parentPort?.postMessage(report),
  });
  try {
    await engines.projections.untilFilled();
  } finally {
    await engines.close();
  }
}

void fill(workerData as BookPlaces);
