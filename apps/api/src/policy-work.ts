import { type PolicyReport, PolicyRunner } from '@chargebook/policies';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';

/** True in a process whose policies work: wherever read models are kept. */
export const WORKS_POLICIES = Symbol('WORKS_POLICIES');

/** Lets the policies work from when the process is put together until it ends. */
@Injectable()
export class PolicyWork implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(PolicyRunner) private readonly runner: PolicyRunner,
    @Inject(WORKS_POLICIES) private readonly worksHere: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (this.worksHere) this.runner.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner.stop();
  }
}

/** Writes down what a runner of policies tells; an event by its place, never by its data. */
export function policyReporter(): (report: PolicyReport) => void {
  const logger = new Logger('policies');
  return (report) => {
    const { policy } = report;
    switch (report.kind) {
      case 'stopped':
        return logger.error({ policy }, `a policy does nothing: ${report.why}`);
      case 'waiting':
        return logger.warn(
          { policy, newerThanCode: report.newerThanCode },
          'an event is newer than this code: the policy waits',
        );
      case 'passed-over': {
        const { type, stream, position } = report.event;
        return logger.error({ policy, type, stream, position }, 'an event cannot be read');
      }
      case 'put-off':
        return logger.warn({ policy, id: report.id, why: report.why }, 'a reaction is put off');
      case 'failed':
        return logger.warn({ policy, err: report.error }, 'a policy failed: it is tried again');
    }
  };
}
