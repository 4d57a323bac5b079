import { readThing, StreamFolds, type ThingReading } from '@chargebook/kernel';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

import { siteAggregate } from '../domain/site.decider';
import { type ExistingSite, type SettingsState } from '../domain/site.state';

/** One site as its stream has it now. */
export class GetSite extends Query<ThingReading<SettingsState> | undefined> {
  constructor(readonly siteId: string) {
    super();
  }
}

@QueryHandler(GetSite)
export class GetSiteHandler implements IQueryHandler<GetSite> {
  constructor(private readonly folds: StreamFolds) {}

  execute({ siteId }: GetSite): Promise<ThingReading<SettingsState> | undefined> {
    return readThing(this.folds, {
      aggregate: siteAggregate,
      streamId: siteId,
      thing: siteId,
      kind: 'site',
      show: (state) => (state as ExistingSite).site,
    });
  }
}
