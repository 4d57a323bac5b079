import { WebhookSubscriptions } from '@chargebook/feed';
import { EventStreams, HttpAnswer, Public } from '@chargebook/http';
import { PolicyRunner } from '@chargebook/policies';
import { ProjectionRunner } from '@chargebook/projections';
import { Controller, Get, Inject, Optional } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Gauge } from 'prom-client';

import { Metrics } from './metrics';

@ApiTags('operation')
@Public()
@Controller('metrics')
export class MetricsController {
  private readonly lagSeconds: Gauge;
  private readonly parked: Gauge;
  private readonly streams: Gauge;
  private readonly policyLagSeconds: Gauge;
  private readonly pending: Gauge;
  private readonly webhooksByStatus: Gauge;

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(ProjectionRunner) private readonly projections: ProjectionRunner,
    @Inject(EventStreams) private readonly eventStreams: EventStreams,
    @Inject(PolicyRunner) private readonly policies: PolicyRunner,
    // Not there in a process that serves no contexts.
    @Optional() @Inject(WebhookSubscriptions) private readonly webhooks?: WebhookSubscriptions,
  ) {
    const registers = [metrics.registry];
    const labelNames = ['group'];
    const lag = { name: 'chargebook_projection_lag_seconds', help: 'Time behind the log.' };
    const parked = { name: 'chargebook_projection_parked', help: 'Rows and streams left alone.' };
    this.lagSeconds = new Gauge({ ...lag, labelNames, registers });
    this.parked = new Gauge({ ...parked, labelNames, registers });
    const streams = { name: 'chargebook_streams_open', help: 'Readers of streams of changes.' };
    this.streams = new Gauge({ ...streams, registers });
    const behind = { name: 'chargebook_policy_lag_seconds', help: 'Time behind the log.' };
    const pending = { name: 'chargebook_policy_pending', help: 'Reactions not carried out yet.' };
    this.policyLagSeconds = new Gauge({ ...behind, labelNames: ['policy'], registers });
    this.pending = new Gauge({ ...pending, labelNames: ['policy'], registers });
    const webhook = { name: 'chargebook_webhooks', help: 'Receivers of events, by their state.' };
    this.webhooksByStatus = new Gauge({ ...webhook, labelNames: ['status'], registers });
  }

  @Get()
  @ApiOkResponse({ description: 'In the text format of Prometheus.' })
  async read(): Promise<HttpAnswer<string>> {
    // While the database is away the process's own figures are still worth having.
    for (const status of await this.projections.status().catch(() => [])) {
      this.lagSeconds.set({ group: status.group }, status.lagMs / 1_000);
      this.parked.set({ group: status.group }, status.parkedCount);
    }
    for (const status of await this.policies.status().catch(() => [])) {
      this.policyLagSeconds.set({ policy: status.policy }, status.lagMs / 1_000);
      this.pending.set({ policy: status.policy }, status.pendingCount);
    }
    for (const [status, count] of (await this.webhooks?.countByStatus().catch(() => [])) ?? []) {
      this.webhooksByStatus.set({ status }, count);
    }
    this.streams.set(this.eventStreams.count);
    const { registry } = this.metrics;
    return new HttpAnswer(await registry.metrics(), { 'content-type': registry.contentType });
  }
}
