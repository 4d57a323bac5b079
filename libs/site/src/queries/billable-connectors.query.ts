import { type EventStore, type Position } from '@chargebook/event-store';
import { EVENT_STORE } from '@chargebook/http';
import { foldWhile, streamNameOf, type Instant } from '@chargebook/kernel';
import { Inject, Injectable } from '@nestjs/common';

import { type ChargerEvidence, DayOfSite, isBillable } from '../domain/billable.rules';
import { type ChargerState } from '../domain/charger.state';
import { siteAggregate } from '../domain/site.decider';
import { exists, type SettingsState } from '../domain/site.state';
import { SiteIds } from './site-ids.query';
import { compareTexts } from './text-order.query';

export interface BillableSite {
  readonly site: SettingsState;
  /** When the day began there. */
  readonly instant: Instant;
  /** Of the last event of the site before that. */
  readonly position: Position;
  readonly chargers: readonly BillableCharger[];
}

export interface BillableCharger {
  readonly charger: ChargerState;
  readonly evidence: ChargerEvidence;
}

/** The connectors of an account that could be billed for when a day began at each site. */
@Injectable()
export class BillableConnectors {
  constructor(
    private readonly sites: SiteIds,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** @throws Problem `not-caught-up`; StoreUnavailable, QueryTooSlow */
  async of(accountId: string, date: string): Promise<readonly BillableSite[]> {
    const found: BillableSite[] = [];
    for (const siteId of await this.sites.upTo('now', { accounts: [accountId] })) {
      const site = await this.ofSite(siteId, date);
      if (site !== undefined) found.push(site);
    }
    return found;
  }

  private async ofSite(siteId: string, date: string): Promise<BillableSite | undefined> {
    const day = new DayOfSite(date);
    const { state, position } = await foldWhile(this.store, {
      aggregate: siteAggregate,
      stream: streamNameOf(siteAggregate.category, siteId),
      counts: (event, seen) => day.counts(event, seen),
    });
    if (!exists(state) || position === undefined) return undefined;
    const { site } = state;
    const chargers = [...state.chargers.values()].filter(isBillable).flatMap((charger) => {
      const evidence = day.evidence.get(charger.id);
      return evidence === undefined ? [] : [{ charger, evidence }];
    });
    chargers.sort((one, other) => compareTexts(one.charger.chargerId, other.charger.chargerId));
    return { site, instant: day.startsAt(site.timeZone), position, chargers };
  }
}
