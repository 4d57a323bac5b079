import { type CardId, driverFacts, rfidClaimOf } from '@chargebook/driver/contracts';
import { type EventStore } from '@chargebook/event-store';
import { type GroupFacts, groupFacts } from '@chargebook/group/contracts';
import { EVENT_STORE } from '@chargebook/http';
import { categoryOf, claimantOf, FactsReader, type Footing } from '@chargebook/kernel';
import { Inject, Injectable } from '@nestjs/common';

import { type Asking, type AskingDriver } from '../domain/access.rules';

/** Who asks, as it was said. */
export type AskedBy =
  | { readonly by: 'driver'; readonly driverId: string }
  | { readonly by: 'card'; readonly cardId: CardId }
  | { readonly by: 'nobody' };

/** Who asks, as his stream has it now, with the event that this rests on. */
export interface FoundAsking {
  readonly asking: Asking;
  readonly rests: Footing | undefined;
}

export interface FoundGroups {
  readonly groups: ReadonlyMap<string, Readonly<GroupFacts>>;
  readonly rests: readonly (Footing | undefined)[];
}

/** Asks the streams of drivers, cards and groups, always to their end. */
@Injectable()
export class AskingDrivers {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly reader: FactsReader,
  ) {}

  async find(asked: AskedBy): Promise<FoundAsking> {
    if (asked.by === 'nobody') return { asking: 'anonymous', rests: undefined };
    if (asked.by === 'driver') return this.driver(asked.driverId);
    const claimant = await claimantOf(this.store, rfidClaimOf(asked.cardId));
    const isDrivers =
      claimant !== undefined && categoryOf(claimant.holder) === driverFacts.category;
    return isDrivers
      ? this.driver(claimant.thing, asked.cardId)
      : { asking: 'unknown', rests: undefined };
  }

  async groups(groupIds: readonly string[]): Promise<FoundGroups> {
    const found = await Promise.all(
      groupIds.map(async (id) => ({ id, ...(await this.reader.find(groupFacts, id)) })),
    );
    return {
      groups: new Map(found.map(({ id, facts }) => [id, facts])),
      rests: found.map(({ rests }) => rests),
    };
  }

  /** A removed driver is none, and a card counts while his stream says that it is his. */
  private async driver(id: string, cardId?: CardId): Promise<FoundAsking> {
    const { facts, rests } = await this.reader.find(driverFacts, id);
    const { doesExist, accountId, isBlocked, groupIds, rfidCards } = facts;
    const isHis = cardId === undefined || rfidCards.includes(cardId);
    if (!doesExist || !isHis) return { asking: 'unknown', rests };
    const driver: AskingDriver = { id, accountId, isBlocked, groupIds };
    return { asking: driver, rests };
  }
}
