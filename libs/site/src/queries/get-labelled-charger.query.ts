import { readThing, StreamFolds, type ThingReading } from '@chargebook/kernel';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

import { type ChargerFactsInPlace, chargerInPlace } from '../domain/charger-view.state';
import { siteAggregate } from '../domain/site.decider';
import { ChargerFinder, type ChargerName } from './find-charger.query';

/** The charger that has the label now, folded from its site's stream. */
export class GetLabelledCharger extends Query<ThingReading<ChargerFactsInPlace> | undefined> {
  constructor(
    readonly by: Exclude<ChargerName['by'], 'id'>,
    readonly label: string,
  ) {
    super();
  }
}

@QueryHandler(GetLabelledCharger)
export class GetLabelledChargerHandler implements IQueryHandler<GetLabelledCharger> {
  constructor(
    private readonly finder: ChargerFinder,
    private readonly folds: StreamFolds,
  ) {}

  async execute({
    by,
    label: text,
  }: GetLabelledCharger): Promise<ThingReading<ChargerFactsInPlace> | undefined> {
    const place = await this.finder.find({ by, text });
    if (place === undefined) return undefined;
    const { siteId: streamId, id } = place;
    return readThing(this.folds, {
      aggregate: siteAggregate,
      streamId,
      thing: id,
      kind: 'charger',
      show: (state) => chargerInPlace(state, id),
    });
  }
}
