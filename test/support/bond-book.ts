import { randomUUID } from 'node:crypto';

import { type DriverEvent } from '@chargebook/driver/contracts';
import {
  type EventStore,
  type NewEvent,
  type RecordedEvent,
  type StreamName,
} from '@chargebook/event-store';
import { type GroupEvent } from '@chargebook/group/contracts';
import { encodeEvent, type EventMetadata, streamNameOf } from '@chargebook/kernel';
import { type Scope, type SiteEvent } from '@chargebook/site/contracts';

import { siteAdded } from '../bench/site-events';

type AnyEvent = DriverEvent | GroupEvent | SiteEvent;

/** What became of a charger's scope by a policy. */
export interface SystemChange {
  readonly after: Scope;
  /** Id of the event that was reacted to. */
  readonly cause: string;
  readonly reason: string | undefined;
}

/** An account with one site, written straight into the log, as the service would have done it. */
export class Book {
  readonly siteId: string = randomUUID();
  private readonly revisions = new Map<StreamName, bigint>();

  private constructor(
    private readonly store: EventStore,
    readonly accountId: string,
  ) {}

  static async open(store: EventStore, accountId: string = randomUUID()): Promise<Book> {
    const book = new Book(store, accountId);
    const { siteId: id } = book;
    await book.append('site', id, [siteAdded({ id, accountId, name: 'Yard' })]);
    return book;
  }

  async addDriver(): Promise<string> {
    const driverId: string = randomUUID();
    const facts = { externalId: 'EMP-1', groupIds: [], rfidCards: [] };
    const data = { driverId, accountId: this.accountId, ...facts };
    await this.append('driver', driverId, [{ type: 'DriverAdded', data } as never]);
    return driverId;
  }

  moveDriver(driverId: string, accountId: string): Promise<string> {
    return this.append('driver', driverId, [
      { type: 'DriverMoved', data: { driverId, accountId } } as never,
    ]);
  }

  removeDriver(driverId: string): Promise<string> {
    return this.append('driver', driverId, [
      { type: 'DriverRemoved', data: { driverId } } as never,
    ]);
  }

  async addGroup(): Promise<string> {
    const groupId: string = randomUUID();
    const data = { groupId, accountId: this.accountId, name: 'Night shift' };
    await this.append('group', groupId, [{ type: 'GroupAdded', data } as never]);
    return groupId;
  }

  deleteGroup(groupId: string): Promise<string> {
    return this.append('group', groupId, [{ type: 'GroupDeleted', data: { groupId } } as never]);
  }

  async addCharger(scope: Scope): Promise<string> {
    const [id = ''] = await this.addChargers(1, scope);
    return id;
  }

  /** Ids of the new chargers. */
  async addChargers(count: number, scope: Scope): Promise<readonly string[]> {
    const { siteId } = this;
    const ids = Array.from({ length: count }, () => randomUUID() as string);
    const form = { limitAmps: 6, panelId: randomUUID(), scope, alias: null, qaAlias: null };
    const rest = { parking: null, connectors: [], paymentTerminals: [] };
    const events = ids.map((id) => {
      const data = { siteId, id, chargerId: `C-${id.slice(0, 13)}`, ...form, ...rest };
      return { type: 'ChargerAdded', data } as never;
    });
    await this.append('site', siteId, events);
    return ids;
  }

  /** What policies did to the charger. */
  async changesOf(chargerId: string): Promise<readonly SystemChange[]> {
    return (await this.allChanges()).get(chargerId) ?? [];
  }

  /** What policies did, by charger. */
  async allChanges(): Promise<ReadonlyMap<string, readonly SystemChange[]>> {
    const changes = new Map<string, SystemChange[]>();
    for (const event of await this.siteEvents()) {
      const metadata = JSON.parse(event.metadata) as EventMetadata;
      if (metadata.actor.role !== 'system') continue;
      const { id, after } = JSON.parse(event.data) as { id: string; after: Scope };
      const change = { after, cause: metadata.$causationId, reason: metadata.reason };
      changes.set(id, [...(changes.get(id) ?? []), change]);
    }
    return changes;
  }

  /** Id of the event of that type of the charger. */
  async idOf(type: string, chargerId: string): Promise<string | undefined> {
    const events = await this.siteEvents();
    return events.find((event) => event.type === type && event.data.includes(chargerId))?.id;
  }

  metadata(thing = ''): EventMetadata {
    const commandId = randomUUID();
    return {
      $correlationId: commandId,
      $causationId: commandId,
      actor: { id: 'dana', role: 'administrator' },
      accountId: this.accountId,
      command: { id: commandId, fingerprint: 'print', effect: 'changed', thing },
      schemaVersion: 1,
      recordedAt: new Date().toISOString() as EventMetadata['recordedAt'],
      touches: [],
    };
  }

  private async siteEvents(): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    const stream = streamNameOf('site', this.siteId);
    for await (const page of this.store.readStream(stream, 'start')) events.push(...page);
    return events;
  }

  /** Gives the id of the last event. Policies write to sites, too: their streams are read first. */
  private async append(category: string, id: string, events: readonly AnyEvent[]): Promise<string> {
    const stream = streamNameOf(category, id);
    const own = this.revisions.get(stream);
    const last = category === 'site' ? (await this.siteEvents()).at(-1)?.revision : own;
    const encoded: readonly NewEvent[] = events.map((event) =>
      encodeEvent(randomUUID(), event, this.metadata(id)),
    );
    const receipt = await this.store.append(stream, last ?? 'no-stream', encoded);
    this.revisions.set(stream, receipt.revision);
    return encoded.at(-1)?.id ?? '';
  }
}
