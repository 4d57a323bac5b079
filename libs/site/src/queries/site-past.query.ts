import { accountFacts } from '@chargebook/account/contracts';
import { type Position } from '@chargebook/event-store';
import { type Cut, type FactsSource, StreamPast, type ThingPast } from '@chargebook/kernel';
import { ratePlanFacts } from '@chargebook/rate-plan/contracts';
import { Injectable } from '@nestjs/common';

import { type Attention } from '../domain/attention.rules';
import { type ChargerState } from '../domain/charger.state';
import { type ChargerFactsInPlace, chargerInPlace } from '../domain/charger-view.state';
import { pathFrom } from '../domain/electrical.rules';
import { type ChargerIdentity, type PanelId } from '../domain/identity.state';
import { type PanelInPlace, panelInPlace } from '../domain/panel-view.state';
import { siteAggregate, type SiteThingKind } from '../domain/site.decider';
import {
  type ExistingSite,
  exists,
  type SettingsState,
  type SiteState,
} from '../domain/site.state';
import { type ListedCharger } from './charger-columns.query';
import { AttentionGatherer } from './gather-attention.facts';

/** Where a thing of a site is looked for. */
export interface SitePlace<Id = string> {
  readonly siteId: string;
  readonly id: Id;
}

export type Attended<View> = View & { readonly attention: readonly Attention[] };

/** A site with all that is in it, as it was. */
export interface SitePastView {
  readonly state: ExistingSite;
  /** Of the last event of the site that counts. */
  readonly position: Position;
}

/** Sites, panels and chargers as they were: folds of the log up to a cut (RULES 26). */
@Injectable()
export class SitePast {
  constructor(private readonly past: StreamPast) {}

  /** Undefined where it was not there; so all of these. */
  async charger(
    { siteId, id }: SitePlace<ChargerIdentity>,
    cut: Cut,
  ): Promise<ThingPast<Attended<ChargerFactsInPlace>> | undefined> {
    const found = await this.thing({ siteId, id, kind: 'charger' }, cut, (state) =>
      chargerInPlace(state, id),
    );
    if (found === undefined) return undefined;
    const { charger, site } = found.view;
    const attention = await this.attention(cut).ofCharger(site.accountId, charger);
    return { ...found, view: { ...found.view, attention } };
  }

  panel(
    { siteId, id }: SitePlace<PanelId>,
    cut: Cut,
  ): Promise<ThingPast<PanelInPlace> | undefined> {
    return this.thing({ siteId, id, kind: 'panel' }, cut, (state) => panelInPlace(state, id));
  }

  async site(
    siteId: string,
    cut: Cut,
  ): Promise<ThingPast<Attended<{ readonly site: SettingsState }>> | undefined> {
    const found = await this.whole(siteId, cut);
    if (found === undefined) return undefined;
    const { site } = found.state;
    const attention = await this.attention(cut).ofSite(site);
    return { view: { site, attention }, position: found.position };
  }

  async whole(siteId: string, cut: Cut): Promise<SitePastView | undefined> {
    const { state, position } = await this.past.foldAt(siteAggregate, siteId, cut);
    return exists(state) && position !== undefined ? { state, position } : undefined;
  }

  /** The chargers of a site that was, as a list reads them. */
  async listed(
    state: ExistingSite,
    facts: FactsSource,
    chargers: readonly ChargerState[],
  ): Promise<readonly ListedCharger[]> {
    const { site, panels } = state;
    const { hasPayter } = await facts.read(accountFacts, site.accountId);
    const listing = chargers.map(async (charger) => {
      const { ratePlanId } = charger.overrides.rate ?? {};
      const isRateArchived =
        ratePlanId !== undefined && (await facts.read(ratePlanFacts, ratePlanId)).isArchived;
      const path = pathFrom(panels, charger.panelId);
      return { charger, site, path, hasPayter, isRateArchived };
    });
    return Promise.all(listing);
  }

  factsAt(cut: Cut): FactsSource {
    return this.past.factsAt(cut);
  }

  private attention(cut: Cut): AttentionGatherer {
    return new AttentionGatherer(this.past.factsAt(cut));
  }

  private thing<View>(
    { siteId, id, kind }: SitePlace & { readonly kind: SiteThingKind },
    cut: Cut,
    show: (state: Readonly<SiteState>) => View,
  ): Promise<ThingPast<View> | undefined> {
    const place = { aggregate: siteAggregate, streamId: siteId, thing: id, kind, show };
    return this.past.thingAt(place, cut);
  }
}
