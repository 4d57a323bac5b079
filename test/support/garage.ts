import { randomUUID } from 'node:crypto';

import { type Answer, type Person } from './test-service';

/** An account with one site and its main panel. */
export interface Garage {
  readonly accountId: string;
  readonly siteId: string;
  readonly panelId: string;
  /** Of the last write that made it. */
  readonly position: string;
}

const SITE = {
  name: 'Harbour Garage',
  address: { line1: '1 Quay Street', city: 'Rotterdam', country: 'NLD' },
  timeZone: 'Europe/Amsterdam',
};

/** A label that nobody else takes: one operator's labels are shared by all tests of a book. */
export function freshLabel(): string {
  return `T-${randomUUID().slice(0, 13)}`;
}

/** The answer, which must be a success. */
export async function granted(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.status < 300) return answer;
  throw new Error(`refused by ${answer.status}: ${JSON.stringify(answer.body)}`);
}

export function addAccount(person: Person, body: object = {}): Promise<Answer> {
  return granted(person('POST', '/v1/accounts', { body: { name: 'Rivertown', ...body } }));
}

export function addSite(person: Person, accountId: string, body: object = {}): Promise<Answer> {
  return granted(person('POST', `/v1/accounts/${accountId}/sites`, { body: { ...SITE, ...body } }));
}

export function addPanel(person: Person, siteId: string, body: object = {}): Promise<Answer> {
  const panel = { name: `Panel ${randomUUID().slice(0, 8)}`, ratedLimitAmps: 10_000, ...body };
  return granted(person('POST', `/v1/sites/${siteId}/panels`, { body: panel }));
}

/** What a charger of the garage is added with, when nothing else is said. */
export function chargerForm({ panelId }: Garage, body: object = {}): object {
  return {
    chargerId: freshLabel(),
    limitAmps: 16,
    panelId,
    scope: { kind: 'account' },
    ...body,
  };
}

export function addCharger(person: Person, garage: Garage, body: object = {}): Promise<Answer> {
  const url = `/v1/sites/${garage.siteId}/chargers`;
  return granted(person('POST', url, { body: chargerForm(garage, body) }));
}

export function chargerUrl(charger: Answer): string {
  return `/v1/sites/${charger.body.siteId}/chargers/${charger.body.id}`;
}

/** Edits the charger as it was answered; the answer may be a refusal. */
export function editCharger(person: Person, charger: Answer, body: object): Promise<Answer> {
  return person('PATCH', chargerUrl(charger), { body, ifMatch: charger.etag });
}

export function retireCharger(person: Person, charger: Answer): Promise<Answer> {
  const sent = { body: { reason: 'Replaced' }, ifMatch: charger.etag };
  return person('POST', `${chargerUrl(charger)}/retire`, sent);
}

export interface GarageForms {
  readonly account?: object;
  readonly site?: object;
  readonly panel?: object;
}

export async function openGarage(person: Person, forms: GarageForms = {}): Promise<Garage> {
  const accountId: string = (await addAccount(person, forms.account)).body.id;
  const siteId: string = (await addSite(person, accountId, forms.site)).body.id;
  const panel = { name: 'Main', ...forms.panel };
  const { body, position } = await addPanel(person, siteId, panel);
  return { accountId, siteId, panelId: body.id, position };
}

/** A site whose energy management keeps its chargers within their panels. */
export const MANAGED = { energyManagement: true, offlineAllocationAmps: 6 };
