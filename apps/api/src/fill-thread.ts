import { parentPort, workerData } from 'node:worker_threads';

import { openEngines } from './engines';

/** Entry of the thread: fills whatever is to be filled, then ends. */
async function fill(connectionString: string): Promise<void> {
  const engines = await openEngines({
    connectionString,
    projections: 'only',
    onNotice: () => undefined,
    onReport: (report) => parentPort?.postMessage(report),
  });
  try {
    await engines.projections.untilFilled();
  } finally {
    await engines.close();
  }
}

const { connectionString } = workerData as { readonly connectionString: string };
void fill(connectionString);
