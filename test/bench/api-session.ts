import { randomUUID } from 'node:crypto';

import { type BenchBook } from './bench-book';
import { type BenchRequest, Connection, type Target } from './connection';
import { expectStatus } from './load';
import { type StartedProcess } from './started-process';

/** A site with one main panel, ready for chargers. */
export interface Place {
  readonly siteId: string;
  readonly panelId: string;
}

const SITE = {
  address: { line1: '1 Main St', city: 'Troy', country: 'USA' },
  timeZone: 'America/New_York',
  energyManagement: true,
  offlineAllocationAmps: 0,
} as const;

/** One connection to a process of the book, for what is done one after another. */
export class ApiSession {
  private constructor(
    readonly target: Target,
    private readonly connection: Connection,
  ) {}

  static async open({ token }: BenchBook, { host, port }: StartedProcess): Promise<ApiSession> {
    const target = { host, port, token };
    return new ApiSession(target, await Connection.open(target));
  }

  close(): void {
    this.connection.close();
  }

  /** The answer's body, when its status is as expected. */
  async ask<Body>(request: BenchRequest, status: number): Promise<Body> {
    const { body } = expectStatus(await this.connection.send(request), status);
    return JSON.parse(body) as Body;
  }

  send(request: BenchRequest) {
    return this.connection.send(request);
  }

  async create(path: string, body: object): Promise<string> {
    const { id } = await this.ask<{ id: string }>({ method: 'POST', path, body }, 201);
    return id;
  }

  /** So many sites of one account, made over HTTP. */
  async makePlaces(count: number): Promise<readonly Place[]> {
    const accountId = await this.create('/v1/accounts', { name: 'Bench' });
    const places: Place[] = [];
    for (let index = 0; index < count; index += 1) {
      const site = { ...SITE, name: `Site ${index}` };
      const siteId = await this.create(`/v1/accounts/${accountId}/sites`, site);
      const panel = { name: 'Main', ratedLimitAmps: 10_000 };
      const panelId = await this.create(`/v1/sites/${siteId}/panels`, panel);
      places.push({ siteId, panelId });
    }
    return places;
  }
}

const RUN = randomUUID().slice(0, 8);
let chargerCount = 0;

/** A Charger ID that no other run has taken either, in a log that holds theirs too. */
export function freshChargerId(): string {
  chargerCount += 1;
  return `${RUN}-${chargerCount}`;
}

/** The request that adds a charger, with the members that a form usually has. */
export function addChargerAt({ siteId, panelId }: Place, chargerId: string): BenchRequest {
  const members = { chargerId, panelId, limitAmps: 6, scope: { kind: 'account' }, alias: 'Bay' };
  return { method: 'POST', path: `/v1/sites/${siteId}/chargers`, body: members };
}
