import { AccountResolvers, ProblemCatalogue } from '@chargebook/http';
import { owningAccount, StreamFolds } from '@chargebook/kernel';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

import { SiteHandler } from './commands/site.handler';
import { siteAggregate } from './domain/site.decider';
import { ACCESS_PROBLEMS, AccessController } from './http/access.controller';
import { BillableController } from './http/billable.controller';
import { ChargerDiffController } from './http/charger-diff.controller';
import { ChargerController } from './http/charger.controller';
import { ChargerListController } from './http/charger-list.controller';
import { HierarchyController } from './http/hierarchy.controller';
import { MapController } from './http/map.controller';
import { PanelController } from './http/panel.controller';
import { SiteController } from './http/site.controller';
import { SITE_PROBLEMS } from './http/site.problems';
import { SiteHistoryController } from './http/site-history.controller';
import { AskingDrivers } from './queries/asking-drivers.facts';
import { DecideAccessHandler } from './queries/decide-access.query';
import { ChargerFinder } from './queries/find-charger.query';
import { AttentionGatherer } from './queries/gather-attention.facts';
import { GetChargerHandler } from './queries/get-charger.query';
import { GetPanelHandler } from './queries/get-panel.query';
import { GetSiteHandler } from './queries/get-site.query';
import { GetSiteHierarchyHandler } from './queries/get-site-hierarchy.query';
import { GetSiteMapHandler } from './queries/get-site-map.query';
import { GetLabelledChargerHandler } from './queries/get-labelled-charger.query';
import { ListChargersHandler } from './queries/list-chargers.query';
import { ListDriverChargersHandler } from './queries/list-driver-chargers.query';
import { ListPanelsHandler } from './queries/list-panels.query';
import { ListSitesHandler } from './queries/list-sites.query';
import { ListChargersPast } from './queries/list-chargers-past.query';
import { BillableConnectors } from './queries/billable-connectors.query';
import { SiteIds } from './queries/site-ids.query';
import { SiteHierarchyPast } from './queries/site-hierarchy-past.query';
import { SitePast } from './queries/site-past.query';
import { ReadAllChargersHandler } from './queries/read-all-chargers.query';

@Module({
  imports: [CqrsModule],
  controllers: [
    SiteController,
    PanelController,
    ChargerController,
    ChargerListController,
    MapController,
    SiteHistoryController,
    HierarchyController,
    BillableController,
    ChargerDiffController,
    AccessController,
  ],
  providers: [
    SiteHandler,
    AttentionGatherer,
    AskingDrivers,
    ChargerFinder,
    DecideAccessHandler,
    GetLabelledChargerHandler,
    ListDriverChargersHandler,
    GetSiteHandler,
    GetPanelHandler,
    GetChargerHandler,
    GetSiteHierarchyHandler,
    GetSiteMapHandler,
    ListSitesHandler,
    ReadAllChargersHandler,
    SitePast,
    SiteIds,
    BillableConnectors,
    SiteHierarchyPast,
    ListChargersPast,
    ListPanelsHandler,
    ListChargersHandler,
  ],
})
export class SiteModule {
  constructor(resolvers: AccountResolvers, problems: ProblemCatalogue, folds: StreamFolds) {
    problems.add(SITE_PROBLEMS);
    problems.add(ACCESS_PROBLEMS);
    resolvers.add('site', (streamId) =>
      owningAccount(folds, { aggregate: siteAggregate, streamId, isFixed: true }),
    );
  }
}
