import { ANSWER_WITHIN_MS } from '@chargebook/kernel';

import {
  answersOf,
  complaintsOf,
  expectedStatuses,
  labelsHeld,
  readBook,
  takeEach,
  toldAndRead,
} from './campaign';
import { type Garage } from './garage';
import { type Place, type Service } from './service';
import { type Person } from './test-service';
import { type WritersCampaign } from './writers-campaign';

export interface Campaigned {
  readonly campaign: WritersCampaign;
  readonly place: Place;
  /** Each of another process. */
  readonly people: readonly Person[];
  readonly services: readonly Service[];
}

/** A request is answered within this time, whatever the log does; the second is for the way. */
const DEADLINE_MS = ANSWER_WITHIN_MS + 1_000;
const LEAST_ANSWERS = 1_000;
/** Of pino: a line of this level or above tells of something that nobody expected. */
const ERROR_LEVEL = 50;

/** What must hold once the writers have gone, whatever was done to the server. */
export function itKeptEverything(of: () => Campaigned): void {
  it('everybody was answered in time and at last, and nobody wrongly', () => {
    const { campaign } = of();
    expect(complaintsOf(campaign.writers)).toEqual([]);
    expect(campaign.witness.complaints(DEADLINE_MS)).toEqual([]);
    expect(answersOf(campaign.writers)).toBeGreaterThan(LEAST_ANSWERS);
  });

  it('no process came to harm', () => {
    expect(of().services.flatMap((service) => alarmsIn(service.output()))).toEqual([]);
  });

  it('no write that was acknowledged is lost', async () => {
    const { campaign, people } = of();
    for (const person of people) {
      const pairs = await toldAndRead(person, campaign.writers);
      expect(pairs.length).toBeGreaterThan(campaign.writers.length);
      expect(pairs.map(({ read }) => read)).toEqual(pairs.map(({ told }) => told));
    }
  });

  it('nothing is doubled: the lists are a fold of the log by another hand', async () => {
    const { people, place } = of();
    for (const person of people) {
      const { logged, shown } = await readBook(person, place);
      expect(new Map(shown.map((charger) => [charger.id, charger]))).toEqual(logged);
      expect(shown).toHaveLength(logged.size);
    }
  });

  it('each label is held by one charger at most, and is free where none holds it', async () => {
    const { campaign, people, place } = of();
    const [person] = people as [Person];
    const [garage] = campaign.garages as [Garage];
    const held = labelsHeld(await readBook(person, place));
    expect(new Set(held).size).toBe(held.length);
    const statuses = await takeEach(person, garage, campaign.labels);
    expect(statuses).toEqual(expectedStatuses(campaign.labels, held));
  });
}

/** Lines of errors, and those that are not the log's own: a stack of Node is of several. */
const GREETINGS = [
  'Chargebook is at ',
  'Sign in with a token',
  'Set the password of the first administrator: ',
];

function alarmsIn(output: string): readonly string[] {
  const lines = output.split('\n').filter((line) => line !== '' && !isGreeting(line));
  return lines.filter((line) => !line.startsWith('{') || levelOf(line) >= ERROR_LEVEL);
}

function levelOf(line: string): number {
  return (JSON.parse(line) as { readonly level: number }).level;
}

function isGreeting(line: string): boolean {
  return GREETINGS.some((greeting) => line.startsWith(greeting));
}
