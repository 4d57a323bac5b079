import { chargersOf, type LoggedCharger, loggedMembersOf, logOf } from './chargers-of-log';
import { chargerForm, chargerUrl, type Garage } from './garage';
import { allItems } from './list-pages';
import { type Place } from './service';
import { type Person } from './test-service';
import { type Acknowledged, type Writer } from './writers';

/** What the log says of the chargers, and what the list shows of them. */
export interface Book {
  readonly logged: ReadonlyMap<string, LoggedCharger>;
  readonly shown: readonly LoggedCharger[];
}

export async function readBook(person: Person, place: Place): Promise<Book> {
  const events = await logOf(await place.logUrl());
  const atLeast = events.at(-1)?.position;
  const items = await allItems(person, '/v1/chargers?status=all&limit=200', atLeast);
  return { logged: chargersOf(events), shown: items.map(loggedMembersOf) };
}

export function complaintsOf(writers: readonly Writer[]): readonly string[] {
  return writers.flatMap(({ complaints }) => complaints);
}

export function answersOf(writers: readonly Writer[]): number {
  return writers.reduce((sum, { answers }) => sum + answers, 0);
}

export function acknowledgedBy(writers: readonly Writer[]): readonly Acknowledged[] {
  return writers.flatMap(({ acknowledged }) => [...acknowledged.values()]);
}

/** What was acknowledged last, and as what it is read, of every charger that its writer knows. */
export async function toldAndRead(person: Person, writers: readonly Writer[]) {
  const certain = acknowledgedBy(writers).filter(({ isUncertain }) => !isUncertain);
  const pairs = [];
  for (const { answer } of certain) {
    const { body, etag } = await person('GET', chargerUrl(answer));
    pairs.push({
      told: { ...loggedMembersOf(answer.body), etag: answer.etag },
      read: { ...loggedMembersOf(body), etag },
    });
  }
  return pairs;
}

/** Labels that active chargers hold, each as often as it is held. */
export function labelsHeld({ shown }: Book): readonly string[] {
  const active = shown.filter(({ status }) => status === 'active');
  return active.flatMap(({ chargerId, qaAlias }) => [
    ...new Set([chargerId, qaAlias ?? chargerId]),
  ]);
}

/** Tries to take each label for a charger of the garage: the statuses, label by label. */
export async function takeEach(
  person: Person,
  garage: Garage,
  labels: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const url = `/v1/sites/${garage.siteId}/chargers`;
  const answers = await Promise.all(
    labels.map((chargerId) => person('POST', url, { body: chargerForm(garage, { chargerId }) })),
  );
  return Object.fromEntries(answers.map(({ status }, index) => [labels[index], status]));
}

/** What `takeEach` must answer: a label that is held is refused, any other one can be taken. */
export function expectedStatuses(
  labels: readonly string[],
  held: readonly string[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(labels.map((label) => [label, held.includes(label) ? 409 : 201]));
}
