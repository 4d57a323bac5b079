import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { type ProjectionReport } from '@chargebook/projections';
import { type Logger } from 'pino';

import { type BookPlaces } from './book-log';
import { logReport } from './log-report';

const PAUSE_AFTER_FAILURE_MS = 5_000;
/** Collects garbage in time: a fill makes much of it, and keeps little. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 24 };

/** Fills read models in a thread of their own, so that no request waits for a rebuild. */
export class Filling {
  private worker: Worker | undefined;
  private notBeforeMs = 0;

  constructor(
    private readonly places: BookPlaces,
    private readonly logger: Logger,
  ) {}

  /** Sees to it that somebody fills; asked again and again while a fill is needed. */
  ensure(): void {
    if (this.worker !== undefined || performance.now() < this.notBeforeMs) return;
    const worker = new Worker(join(__dirname, 'fill-thread.js'), {
      workerData: this.places,
      resourceLimits: RESOURCE_LIMITS,
    });
    this.worker = worker;
    worker.on('message', (report: ProjectionReport) => {
      if (report.kind !== 'fill-needed') logReport(this.logger, report);
    });
    worker.on('error', (error) => this.logger.warn({ err: error }, 'a fill failed; once more'));
    worker.on('exit', (code) => {
      this.worker = undefined;
      const pausedUntilMs = performance.now() + PAUSE_AFTER_FAILURE_MS;
      if (code !== 0) this.notBeforeMs = Math.max(this.notBeforeMs, pausedUntilMs);
    });
  }

  /** What was filled half is taken up at the next start. */
  async stop(): Promise<void> {
    this.notBeforeMs = Number.POSITIVE_INFINITY;
    await this.worker?.terminate();
  }
}
