import { type EventStore } from '@chargebook/event-store';
import { EVENT_STORE, Freshness, READ_POOL } from '@chargebook/http';
import { categoryOf, claimantOf, StreamFolds, streamNameOf } from '@chargebook/kernel';
import { ReadTables } from '@chargebook/projections';
import { Inject, Injectable } from '@nestjs/common';
import { type Pool } from 'pg';

import { labelClaim } from '../domain/charger-labels.claims';
import { type ChargerState } from '../domain/charger.state';
import { type ChargerIdentity, type SiteId } from '../domain/identity.state';
import { SITE_CATEGORY } from '../domain/site.events';
import { type SiteState } from '../domain/site.state';
import { chargerListProjection } from '../projections/charger-list.projection';
import { SITE_GROUP } from '../projections/site-views.projection';

export type ChargerName =
  | { readonly by: 'id'; readonly text: string }
  | { readonly by: 'chargerId' | 'qaAlias'; readonly text: string };

export interface ChargerPlace {
  readonly siteId: SiteId;
  readonly id: ChargerIdentity;
}

/** A charger whose place no list shows yet is waited for so long. */
const WAIT_MS = 2_000;

/** Finds where a charger stands by what it is called. */
@Injectable()
export class ChargerFinder {
  private readonly tables: ReadTables;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_POOL) pool: Pool,
    private readonly folds: StreamFolds,
    private readonly freshness: Freshness,
  ) {
    this.tables = new ReadTables(pool, SITE_GROUP);
  }

  /**
   * Undefined where there is none at the end of the log.
   * @throws Problem `not-caught-up`, StoreUnavailable
   */
  find({ by, text }: ChargerName): Promise<ChargerPlace | undefined> {
    return by === 'id' ? this.byIdentity(text) : this.byLabel(by, text);
  }

  /** Where a charger stands never changes: only one that was just added may not be shown yet. */
  private async byIdentity(id: string): Promise<ChargerPlace | undefined> {
    const shown = await this.shownPlace(id);
    if (shown !== undefined) return shown;
    await this.freshness.reach(SITE_GROUP.name, {
      position: await this.store.head(),
      waitMs: WAIT_MS,
    });
    return this.shownPlace(id);
  }

  private async shownPlace(id: string): Promise<ChargerPlace | undefined> {
    const { parts } = await this.tables.read<{ place: ChargerPlace }>(({ table }) => ({
      parts: {
        place: `select t.site_id as "siteId", t.id as "id" from ${table(chargerListProjection)} t
          where t.id = $1`,
      },
      values: [id],
    }));
    return parts.place[0];
  }

  /** By the claim, which names the site, and by the site, which says whether it holds it. */
  private async byLabel(
    member: 'chargerId' | 'qaAlias',
    text: string,
  ): Promise<ChargerPlace | undefined> {
    const claimant = await claimantOf(this.store, labelClaim(text));
    if (claimant === undefined || categoryOf(claimant.holder) !== SITE_CATEGORY) return undefined;
    const id = claimant.thing as ChargerIdentity;
    return this.folds.read<SiteState, ChargerPlace | undefined>(claimant.holder, ({ state }) => {
      const isHeld = isCalled(state.chargers.get(id), member, text);
      return isHeld && state.site !== undefined ? { siteId: state.site.id, id } : undefined;
    });
  }
}

/** RULES, labels: compared without case, and free again when the charger is retired. */
function isCalled(
  charger: ChargerState | undefined,
  member: 'chargerId' | 'qaAlias',
  text: string,
): boolean {
  if (charger?.status !== 'active') return false;
  return charger[member]?.toLowerCase() === text.toLowerCase();
}

export function siteStreamOf(siteId: SiteId) {
  return streamNameOf(SITE_CATEGORY, siteId);
}
