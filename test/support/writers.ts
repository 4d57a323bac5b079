import { randomUUID } from 'node:crypto';

import { eventually } from './eventually';
import { chargerForm, chargerUrl, type Garage } from './garage';
import { pick, type Random } from './seeded-random';
import { type Answer, type Person, type SentRequest } from './test-service';

/** Longer than any outage that a campaign makes. */
const ANSWERED_WITHIN_MS = 60_000;
/** So many requests of a hundred are given up when the first try brings no answer. */
const GIVEN_UP_PERCENT = 10;

const EXPECTED = [200, 201, 409, 422];

export interface Campaign {
  readonly random: Random;
  /** Whom to ask: another one after each restart. */
  readonly ask: () => Person;
  readonly garages: readonly Garage[];
  /** Fewer than the writers would like to have, so that they get in each other's way. */
  readonly labels: readonly string[];
}

/** What was acknowledged last of a charger that only its writer changes. */
export interface Acknowledged {
  readonly answer: Answer;
  /** A later request got no answer: it may have been carried out. */
  readonly isUncertain: boolean;
}

interface Request {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly sent: SentRequest;
}

/** Somebody who adds, edits and retires chargers, one after another, whatever happens. */
export class Writer {
  readonly acknowledged = new Map<string, Acknowledged>();
  /** Answers that no writer should ever get, in a sentence each. */
  readonly complaints: string[] = [];
  answers = 0;
  /** Why the last request that was no success has to be sent again, and which it was. */
  trouble = '';
  private own: Answer | undefined;

  constructor(private readonly campaign: Campaign) {}

  async work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await this.step();
  }

  private async step(): Promise<void> {
    if (this.own === undefined) return this.add();
    return this.campaign.random() < 0.3 ? this.retire(this.own) : this.edit(this.own);
  }

  private async add(): Promise<void> {
    const { random, garages, labels } = this.campaign;
    const garage = pick(random, garages);
    const labelled = { chargerId: pick(random, labels), qaAlias: pick(random, labels) };
    const path = `/v1/sites/${garage.siteId}/chargers`;
    await this.request({ method: 'POST', path, sent: { body: chargerForm(garage, labelled) } });
  }

  private edit(own: Answer): Promise<void> {
    const { random, labels } = this.campaign;
    const changes: readonly object[] = [
      { parking: `P-${Math.floor(random() * 1_000)}` },
      { limitAmps: 6 + Math.floor(random() * 100) / 10 },
      { chargerId: pick(random, labels) },
      { qaAlias: pick(random, [...labels, null]) },
    ];
    return this.change({ method: 'PATCH', path: chargerUrl(own), body: pick(random, changes) });
  }

  private retire(own: Answer): Promise<void> {
    const path = `${chargerUrl(own)}/retire`;
    return this.change({ method: 'POST', path, body: { reason: 'Replaced' } });
  }

  private change({ body, ...to }: Omit<Request, 'sent'> & { readonly body: object }) {
    return this.request({ ...to, sent: { body, ifMatch: this.own?.etag ?? '' } });
  }

  private async request(request: Request): Promise<void> {
    const keyed = { ...request, sent: { ...request.sent, key: randomUUID() } };
    const isPatient = this.campaign.random() * 100 >= GIVEN_UP_PERCENT;
    const answer = await this.answerOf(keyed, isPatient ? ANSWERED_WITHIN_MS : 0);
    if (answer === undefined) this.forget();
    else this.note(request, answer);
  }

  /** The same request with the same key, until it is answered by more than a wish to wait. */
  private async answerOf(request: Request, withinMs: number): Promise<Answer | undefined> {
    const { method, path, sent } = request;
    try {
      return await eventually(async () => {
        const answer = await this.campaign.ask()(method, path, sent);
        if (answer.status === 503) {
          this.trouble = `${method} ${path}: 503 ${answer.body.code}`;
          throw new Error(this.trouble);
        }
        return answer;
      }, withinMs);
    } catch (error) {
      if (withinMs > 0) this.complaints.push(`${method} ${path}, never answered: ${String(error)}`);
      return undefined;
    }
  }

  private note({ method, path }: Request, answer: Answer): void {
    this.answers += 1;
    const { status, body } = answer;
    if (!EXPECTED.includes(status)) {
      this.complaints.push(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
      this.own = undefined;
    }
    if (status > 201) return;
    this.acknowledged.set(body.id, { answer, isUncertain: false });
    this.own = body.status === 'active' ? answer : undefined;
  }

  /** Whether the last request was carried out is not known: the charger is left alone. */
  private forget(): void {
    if (this.own !== undefined) {
      this.acknowledged.set(this.own.body.id, { answer: this.own, isUncertain: true });
    }
    this.own = undefined;
  }
}
