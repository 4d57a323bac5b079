/** A line of an export, as docs/how-to/audit.md describes it. */
interface Told {
  readonly position: string;
  readonly stream: string;
  readonly type: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- what the log says is what is tested
  readonly data: any;
  readonly metadata: { readonly recordedAt: string; readonly actor: { readonly id: string } };
}

const UNPAID = 'The account no longer has the payment integration that the terminals need.';

type Saying = (event: Told) => unknown;

/**
 * An account out of its export, by the documents alone and by none of the service's ways: nothing
 * is folded. Each value is looked for in the last event that says it.
 */
export class ToldAccount {
  constructor(private readonly events: readonly Told[]) {}

  static of(lines: string): ToldAccount {
    const parsed = lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { readonly event?: Told });
    return new ToldAccount(parsed.flatMap(({ event }) => event ?? []));
  }

  /** What was told up to the position, the event there too. */
  upTo(position: string): ToldAccount {
    return new ToldAccount(this.events.filter((event) => event.position <= position));
  }

  /** Of each stream what was recorded before the instant. */
  before(instant: string): ToldAccount {
    const firstBehind = new Map<string, string>();
    for (const { stream, position, metadata } of this.events) {
      const isBehind = metadata.recordedAt >= instant;
      if (isBehind && !firstBehind.has(stream)) firstBehind.set(stream, position);
    }
    const counts = ({ stream, position }: Told): boolean =>
      position < (firstBehind.get(stream) ?? '~');
    return new ToldAccount(this.events.filter(counts));
  }

  /** Of each event from the first charger's on. */
  positions(): readonly string[] {
    const first = this.events.findIndex(({ type }) => type === 'ChargerAdded');
    return this.events.slice(first).map(({ position }) => position);
  }

  /** Each with its site. */
  chargers(): readonly (readonly [id: string, siteId: string])[] {
    return this.all('ChargerAdded').map(({ data }) => [data.id, data.siteId]);
  }

  /** The charger as the service answers it. */
  charger(id: string): object {
    const own = this.about((event) => event.data.id === id);
    const added = own.must('ChargerAdded');
    const site = this.about((event) => event.data.siteId === added.data.siteId);
    const written = own.written(added);
    const { alias, chargerId, scope, paymentTerminals } = written;
    const isRetired = own.all('ChargerRetired').length > 0;
    const hasTerminals = paymentTerminals.length > 0;
    const rate = own.override('rate');
    return {
      ...written,
      id,
      accountId: site.must('SiteAdded').data.accountId,
      siteId: added.data.siteId,
      status: isRetired ? 'retired' : 'active',
      displayName: alias ?? chargerId,
      secureCharging: scope.kind !== 'open',
      effective: site.effective(own, written),
      needsAttention: isRetired ? [] : this.attention(hasTerminals, rate),
      ...own.stamps(added),
    };
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- what the log says is what is tested
  private written(added: Told): any {
    const said = (member: string, ...types: readonly string[]): unknown =>
      this.must('ChargerAdded', ...types).data[member];
    const [rate, delay, allocation] = ['rate', 'delay', 'offlineAllocation'].map((kind) =>
      this.override(kind),
    );
    return {
      chargerId: said('chargerId', 'ChargerIdChanged'),
      limitAmps: said('limitAmps', 'ChargerLimitChanged'),
      panelId: this.value('ChargerMoved', ({ data }) => data.toPanelId) ?? added.data.panelId,
      scope: this.value('ScopeChanged', ({ data }) => data.after) ?? added.data.scope,
      alias: said('alias', 'AliasChanged'),
      qaAlias: said('qaAlias', 'QaAliasChanged'),
      parking: said('parking', 'ParkingChanged'),
      connectors: said('connectors', 'ConnectorsChanged'),
      paymentTerminals: this.terminals(),
      overrides: {
        rate: rate === undefined ? null : { ratePlanId: rate.data.override.ratePlanId },
        delay: delay === undefined ? null : { cancelled: true },
        offlineAllocation:
          allocation === undefined ? null : { amps: allocation.data.override.amps },
      },
    };
  }

  private stamps(added: Told): object {
    const last = this.events.at(-1) ?? added;
    return {
      addedAt: added.metadata.recordedAt,
      addedBy: added.metadata.actor.id,
      lastChangedAt: last.metadata.recordedAt,
      lastChangedBy: last.metadata.actor.id,
    };
  }

  private effective(
    own: ToldAccount,
    { limitAmps, panelId }: { readonly limitAmps: number; readonly panelId: string },
  ): object {
    const rate = own.override('rate');
    const ofSite: Saying = ({ type, data }) =>
      type === 'SiteAdded' ? data.memberRatePlanId : data.ratePlanId;
    return {
      limit: this.effectiveLimit(limitAmps, panelId),
      rate: this.sourced(rate, ['MemberRateChanged'], (event) => ({
        ratePlanId: event === rate ? event.data.override.ratePlanId : ofSite(event),
      })),
      delay: this.effectiveDelay(own.override('delay')),
      offlineAllocation: this.effectiveAllocation(own.override('offlineAllocation'), limitAmps),
    };
  }

  private about(isOf: (event: Told) => boolean): ToldAccount {
    return new ToldAccount(this.events.filter(isOf));
  }

  private all(...types: readonly string[]): readonly Told[] {
    return this.events.filter(({ type }) => types.includes(type));
  }

  private last(...types: readonly string[]): Told | undefined {
    return this.all(...types).at(-1);
  }

  private must(...types: readonly string[]): Told {
    const event = this.last(...types);
    if (event === undefined) throw new Error(`nothing of ${types.join()} was told`);
    return event;
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- what the log says is what is tested
  private value(type: string, say: Saying): any {
    const event = this.last(type);
    return event && say(event);
  }

  private override(kind: string): Told | undefined {
    const of = ({ data }: Told): boolean => (data.override?.kind ?? data.kind) === kind;
    const event = this.about(of).last('OverrideSet', 'OverrideCleared');
    return event?.type === 'OverrideSet' ? event : undefined;
  }

  private terminals(): readonly object[] {
    const attached = this.must('ChargerAdded').data.paymentTerminals as { connector: number }[];
    let terminals = [...attached];
    for (const { type, data } of this.all('PaymentTerminalAttached', 'PaymentTerminalDetached')) {
      const { connector, terminalId } = data;
      terminals = terminals.filter((one) => one.connector !== connector);
      const isAttached = type === 'PaymentTerminalAttached';
      if (isAttached) terminals.push({ connector, terminalId } as (typeof terminals)[number]);
    }
    return terminals;
  }

  private effectiveLimit(limitAmps: number, panelId: string): object {
    const factor = this.must('SiteAdded', 'ContinuousLoadFactorChanged').data.continuousLoadFactor;
    let found: { amps: number; bindingPanelId: string | null } = {
      amps: limitAmps,
      bindingPanelId: null,
    };
    let next: string | null = panelId;
    while (next !== null) {
      const id: string = next;
      const panel = this.about(({ data }) => data.panelId === id);
      const { ratedLimitAmps, evLimit } = panel.must('PanelAdded', 'PanelLimitsChanged').data;
      const figures = [evLimit?.amps, evLimit?.peakAmps, evLimit?.offPeakAmps];
      const limits = figures.filter((amps) => amps !== undefined);
      const usable = Math.floor(Math.round(ratedLimitAmps * 10 * factor * 10) / 10) / 10;
      const amps = evLimit === null ? usable : Math.min(...limits);
      if (amps < found.amps) found = { amps, bindingPanelId: id };
      const parent = panel.must('PanelAdded', 'PanelMoved');
      next = parent.type === 'PanelMoved' ? parent.data.toPanelId : parent.data.parentPanelId;
    }
    return found;
  }

  private sourced(own: Told | undefined, types: readonly string[], say: Saying): object {
    const from = own ?? this.must('SiteAdded', ...types);
    const value = say(from) as object;
    const { recordedAt, actor } = from.metadata;
    const source = own === undefined ? 'site' : 'override';
    return { ...value, source, since: recordedAt, by: actor.id };
  }

  private effectiveDelay(own: Told | undefined): object {
    const types = ['DelayedChargingEnabled', 'DelayedChargingDisabled'];
    const { type, data } = this.must('SiteAdded', ...types);
    const isOn = type === 'DelayedChargingEnabled' || data.delayedCharging === true;
    if (isOn && own !== undefined) return this.sourced(own, [], () => ({ delayed: false }));
    return this.sourced(undefined, types, () => ({ delayed: isOn }));
  }

  private effectiveAllocation(own: Told | undefined, limitAmps: number): object {
    const switches = ['EnergyManagementEnabled', 'EnergyManagementDisabled'];
    const { type, data } = this.must('SiteAdded', ...switches);
    const isOn = type === 'EnergyManagementEnabled' || data.energyManagement === true;
    if (!isOn) return this.sourced(undefined, switches, () => ({ amps: null }));
    return this.sourced(own, ['OfflineAllocationChanged'], (event) => ({
      amps: Math.min(event.data.override?.amps ?? event.data.offlineAllocationAmps ?? 0, limitAmps),
    }));
  }

  private attention(hasTerminals: boolean, rate: Told | undefined): readonly object[] {
    const switches = ['PaymentIntegrationEnabled', 'PaymentIntegrationDisabled'];
    const isPaid = this.last(...switches)?.type === 'PaymentIntegrationEnabled';
    const plan = rate?.data.override.ratePlanId;
    const isArchived = this.all('RatePlanArchived').some(({ data }) => data.ratePlanId === plan);
    const unpaid = { code: 'payment-integration-missing', detail: UNPAID };
    const detail = `The rate plan ${plan} was archived after it was set.`;
    const archived = { code: 'rate-plan-archived', detail };
    return [...(hasTerminals && !isPaid ? [unpaid] : []), ...(isArchived ? [archived] : [])];
  }
}
