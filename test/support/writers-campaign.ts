import { eventually } from './eventually';
import { freshLabel, type Garage, MANAGED, openGarage } from './garage';
import { type Recovery } from './recoveries';
import { type Random } from './seeded-random';
import { type Answer, type Person } from './test-service';
import { Witness } from './witness';
import { Writer } from './writers';

const WRITERS = 32;
const LABELS = 60;
const RECOVERED_WITHIN_MS = 60_000;

export interface CampaignSetting {
  /** Whom to ask for the next request. */
  readonly ask: () => Person;
  readonly random: Random;
  /** The fewer, the more the writers share a stream. */
  readonly garageCount: number;
}

/** Writers who go on through whatever happens to the server, and a witness of all they are told. */
export class WritersCampaign {
  readonly labels = Array.from({ length: LABELS }, () => freshLabel());
  readonly witness = new Witness();
  readonly writers: readonly Writer[];
  readonly #ending = new AbortController();
  readonly #work: Promise<unknown>;

  private constructor(
    private readonly setting: CampaignSetting,
    readonly garages: readonly Garage[],
  ) {
    const { random } = setting;
    const ask = () => this.witness.watching(setting.ask());
    const campaign = { random, ask, garages, labels: this.labels };
    this.writers = Array.from({ length: WRITERS }, () => new Writer(campaign));
    this.#work = Promise.all(this.writers.map((writer) => writer.work(this.#ending.signal)));
  }

  static async begin(setting: CampaignSetting): Promise<WritersCampaign> {
    const person = setting.ask();
    const count = { length: setting.garageCount };
    const opening = Array.from(count, () => openGarage(person, { site: MANAGED }));
    return new WritersCampaign(setting, await Promise.all(opening));
  }

  /** How work went on after this moment, at which the server was there again. */
  async recoverySince(momentMs: number): Promise<Omit<Recovery, 'kind' | 'awayMs'>> {
    const before = this.writers.map(({ answers }) => answers);
    const first = await eventually(() => {
      const found = this.witness.firstDoneAfter(momentMs);
      if (found?.answer === undefined) throw new Error('no write is acknowledged');
      return { answer: found.answer, endedAtMs: found.endedAtMs };
    }, RECOVERED_WITHIN_MS);
    await eventually(() => this.show(first.answer), RECOVERED_WITHIN_MS);
    const shownMs = performance.now() - momentMs;
    await eventually(() => {
      const silent = this.writers.filter(({ answers }, index) => answers === before[index]);
      const troubles = silent.map(({ trouble }) => trouble).join('; ');
      if (silent.length > 0) throw new Error(`${silent.length} writers got no answer: ${troubles}`);
    }, RECOVERED_WITHIN_MS);
    const everybodyMs = performance.now() - momentMs;
    return { resumedMs: first.endedAtMs - momentMs, shownMs, everybodyMs };
  }

  /** Everybody ends what is under way. */
  async end(): Promise<void> {
    this.#ending.abort();
    await this.#work;
  }

  private async show({ position }: Answer): Promise<void> {
    const shown = await this.setting.ask()('GET', '/v1/chargers?limit=1', { atLeast: position });
    if (shown.status !== 200) throw new Error(`the list says ${shown.status}`);
  }
}
