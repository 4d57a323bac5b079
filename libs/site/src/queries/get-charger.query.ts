import { readThing, StreamFolds, type ThingReading } from '@chargebook/kernel';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

import { type ChargerFactsInPlace, chargerInPlace } from '../domain/charger-view.state';
import { type ChargerIdentity, type SiteId } from '../domain/identity.state';
import { siteAggregate } from '../domain/site.decider';

/** One charger as its site's stream has it now, retired ones too. */
export class GetCharger extends Query<ThingReading<ChargerFactsInPlace> | undefined> {
  constructor(
    readonly siteId: SiteId,
    readonly id: ChargerIdentity,
  ) {
    super();
  }
}

@QueryHandler(GetCharger)
export class GetChargerHandler implements IQueryHandler<GetCharger> {
  constructor(private readonly folds: StreamFolds) {}

  execute({ siteId, id }: GetCharger): Promise<ThingReading<ChargerFactsInPlace> | undefined> {
    return readThing(this.folds, {
      aggregate: siteAggregate,
      streamId: siteId,
      thing: id,
      kind: 'charger',
      show: (state) => chargerInPlace(state, id),
    });
  }
}
