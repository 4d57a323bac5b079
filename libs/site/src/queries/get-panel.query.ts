import { readThing, StreamFolds, type ThingReading } from '@chargebook/kernel';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

import { type PanelId, type SiteId } from '../domain/identity.state';
import { type PanelInPlace, panelInPlace } from '../domain/panel-view.state';
import { siteAggregate } from '../domain/site.decider';

/** One panel as its site's stream has it now. */
export class GetPanel extends Query<ThingReading<PanelInPlace> | undefined> {
  constructor(
    readonly siteId: SiteId,
    readonly panelId: PanelId,
  ) {
    super();
  }
}

@QueryHandler(GetPanel)
export class GetPanelHandler implements IQueryHandler<GetPanel> {
  constructor(private readonly folds: StreamFolds) {}

  execute({ siteId, panelId }: GetPanel): Promise<ThingReading<PanelInPlace> | undefined> {
    return readThing(this.folds, {
      aggregate: siteAggregate,
      streamId: siteId,
      thing: panelId,
      kind: 'panel',
      show: (state) => panelInPlace(state, panelId),
    });
  }
}
