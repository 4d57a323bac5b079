import { type ProjectionReport } from '@chargebook/projections';
import { type Logger } from 'pino';

/** A report for which there is nobody to call: it is written down. */
type LoggedReport = Exclude<ProjectionReport, { readonly kind: 'fill-needed' }>;

/** Writes down what a runner of projections tells; an event by its place, never by its data. */
export function logReport(logger: Logger, report: LoggedReport): void {
  const { group } = report;
  switch (report.kind) {
    case 'parked': {
      const { projection, rowKeys, event, error } = report.poison;
      const { type, stream, position } = event;
      const figures = { group, projection, rowKeys, event: { type, stream, position } };
      return logger.error({ ...figures, err: error }, 'an event cannot be projected: parked');
    }
    case 'waiting': {
      const { newerThanCode, recorded } = report.waitingFor;
      const figures = { group, newerThanCode, position: recorded.position };
      return logger.warn(figures, 'an event is newer than this code: projecting waits');
    }
    case 'index-refused': {
      const { statement, error } = report.index;
      return logger.warn(
        { group, statement, err: error },
        'an index is left out: reading is slower',
      );
    }
    case 'failed':
      return logger.warn({ group, err: report.error }, 'projecting failed: it is tried again');
  }
}
