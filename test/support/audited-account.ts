import { addPanel, addSite, chargerForm, freshLabel, granted } from './garage';
import { pick, type Random } from './seeded-random';
import { type Person } from './test-service';

const MANAGED = { energyManagement: true, offlineAllocationAmps: 6, delayedCharging: true };
const ABROAD = {
  address: { line1: '1 Main Street', city: 'Rivertown', country: 'USA' },
  timeZone: 'America/New_York',
};
/** Of all commands; most of them would end what others go on with. */
const SELDOM = 0.03;

type Draw = () => Promise<boolean>;

/** Things of one account, changed by chance; refusals are as good as any other answer. */
export class AuditedAccount {
  private readonly panels = new Map<string, string[]>();
  private readonly chargers: string[] = [];
  private readonly plans: string[] = [];
  private driverId = '';

  private constructor(
    private readonly person: Person,
    private readonly random: Random,
    readonly accountId: string,
  ) {}

  /** An account with sites, panels and a charger that many things will happen to. */
  static async open(person: Person, random: Random): Promise<AuditedAccount> {
    const body = { name: 'Audited', paymentIntegrations: ['payter'] };
    const { id } = (await granted(person('POST', '/v1/accounts', { body }))).body;
    const account = new AuditedAccount(person, random, id);
    for (const form of [MANAGED, ABROAD]) await account.addSite(form);
    for (const name of ['Day', 'Night']) {
      const plan = await granted(person('POST', '/v1/rate-plans', { body: { name } }));
      account.plans.push(plan.body.id);
    }
    const driver = { body: { externalId: freshLabel() } };
    const added = await granted(person('POST', `/v1/accounts/${id}/drivers`, driver));
    account.driverId = added.body.id;
    while (!(await account.addCharger()));
    return account;
  }

  /** Sends so many commands; answers how many of them were accepted. */
  async change(count: number): Promise<number> {
    const often: readonly Draw[] = [
      ...Array<Draw>(10).fill(() => this.editCharger()),
      () => this.addCharger(),
      () => this.patch(`/v1/sites/${this.site()}`, this.drawSettings()),
      () => this.limitPanel(),
    ];
    const seldom: readonly Draw[] = [
      () => this.patch(`/v1/accounts/${this.accountId}`, { paymentIntegrations: this.payment() }),
      () => this.act(`${this.pick(this.chargers)}/retire`, { reason: 'Gone' }),
      () => this.act(`/v1/rate-plans/${this.plans[0]}/archive`, {}),
    ];
    let accepted = 0;
    for (let index = 0; index < count; index += 1) {
      const draw = this.pick(this.random() < SELDOM ? seldom : often);
      if (await draw()) accepted += 1;
    }
    return accepted;
  }

  private async addSite(form: object): Promise<void> {
    const site = (await addSite(this.person, this.accountId, form)).body.id;
    const main = (await addPanel(this.person, site, { name: 'Main', ratedLimitAmps: 900 })).body.id;
    const child = { name: 'Level', parentPanelId: main, ratedLimitAmps: 401.5 };
    this.panels.set(site, [main, (await addPanel(this.person, site, child)).body.id]);
  }

  private async addCharger(): Promise<boolean> {
    const siteId = this.site();
    const panelId = this.panel(siteId);
    const form = { accountId: this.accountId, siteId, panelId, position: '' };
    const body = chargerForm(form, { limitAmps: this.amps() });
    const answer = await this.person('POST', `/v1/sites/${siteId}/chargers`, { body });
    if (answer.status !== 201) return false;
    this.chargers.push(`/v1/sites/${siteId}/chargers/${answer.body.id}`);
    return true;
  }

  private editCharger(): Promise<boolean> {
    const url = this.pick(this.chargers);
    const panelId = this.panel(url.split('/')[3] ?? '');
    const edits: readonly (() => object)[] = [
      () => ({ limitAmps: this.amps() }),
      () => ({ alias: this.text(), parking: this.text() }),
      () => ({ qaAlias: this.text() }),
      () => ({ chargerId: freshLabel() }),
      () => ({ scope: this.scope(), reason: 'By chance' }),
      () => ({ panelId, limitAmps: this.amps() }),
      () => ({ overrides: { rate: this.maybe({ ratePlanId: this.pick(this.plans) }) } }),
      () => ({ overrides: { delay: this.maybe({ cancelled: true }) } }),
      () => ({ overrides: { offlineAllocation: this.maybe({ amps: this.amps() }) } }),
      () => ({
        paymentTerminals: [this.maybe({ connector: 1, terminalId: freshLabel() })].flatMap(
          (one) => one ?? [],
        ),
      }),
      () => ({ connectors: [{ number: 1 }, { number: 2, maxAmps: this.amps() }] }),
    ];
    return this.patch(url, this.pick(edits)());
  }

  private drawSettings(): object {
    const settings: readonly (() => object)[] = [
      () => ({ offlineAllocationAmps: this.amps() }),
      () => ({ memberRatePlanId: this.maybe(this.pick(this.plans)) }),
      () => ({ delayedCharging: this.random() < 0.5 }),
      () => ({ energyManagement: this.random() < 0.6 }),
      () => ({ continuousLoadFactor: this.pick([0.8, 1]) }),
      () => ({ active: this.random() < 0.6, reason: 'By chance' }),
      () => ({ description: this.text() }),
    ];
    return this.pick(settings)();
  }

  private limitPanel(): Promise<boolean> {
    const site = this.site();
    const evLimit = this.maybe({ kind: 'fixed', amps: 20 + this.amps() });
    return this.patch(`/v1/sites/${site}/panels/${this.panel(site)}`, { evLimit });
  }

  private scope(): object {
    const kinds = ['closed', 'open', 'account', 'public'].map((kind) => ({ kind }));
    return this.pick<object>([...kinds, { kind: 'private', driverId: this.driverId }]);
  }

  private async patch(url: string, body: object): Promise<boolean> {
    const { etag: ifMatch } = await this.person('GET', url);
    return (await this.person('PATCH', url, { body, ifMatch })).status === 200;
  }

  private async act(url: string, body: object): Promise<boolean> {
    const { etag: ifMatch } = await this.person('GET', url.slice(0, url.lastIndexOf('/')));
    return (await this.person('POST', url, { body, ifMatch })).status === 200;
  }

  private site(): string {
    return this.pick([...this.panels.keys()]);
  }

  private panel(site: string): string {
    return this.pick(this.panels.get(site) ?? []);
  }

  private payment(): readonly string[] {
    return this.pick([[], ['payter']]);
  }

  private pick<Item>(items: readonly Item[]): Item {
    return pick(this.random, items);
  }

  private maybe<Value>(value: Value): Value | null {
    return this.random() < 0.35 ? null : value;
  }

  private text(): string | null {
    return this.maybe(freshLabel());
  }

  private amps(): number {
    return Math.round((6 + this.random() * 26) * 10) / 10;
  }
}
