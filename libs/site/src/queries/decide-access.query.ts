import { type Footing, StreamFolds } from '@chargebook/kernel';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';

import { type Access, accessTo, type AskedCharger } from '../domain/access.rules';
import { type SiteState } from '../domain/site.state';
import { type AskedBy, AskingDrivers } from './asking-drivers.facts';
import {
  ChargerFinder,
  type ChargerName,
  type ChargerPlace,
  siteStreamOf,
} from './find-charger.query';

/** What is answered, whose the charger is, and the latest event that the answer rests on. */
export interface AccessDecision extends Access {
  readonly accountId: string;
  readonly rests: Footing;
}

/** What a driver sees and may start, by what all streams concerned say at their ends. */
export class DecideAccess extends Query<AccessDecision | undefined> {
  constructor(
    readonly charger: ChargerName,
    readonly askedBy: AskedBy,
  ) {
    super();
  }
}

interface ChargerOnSite {
  readonly charger: AskedCharger;
  readonly site: { readonly accountId: string; readonly isActive: boolean };
  readonly rests: Footing;
}

@QueryHandler(DecideAccess)
export class DecideAccessHandler implements IQueryHandler<DecideAccess> {
  constructor(
    private readonly finder: ChargerFinder,
    private readonly drivers: AskingDrivers,
    private readonly folds: StreamFolds,
  ) {}

  /** Undefined where there is no such charger. */
  async execute({ charger: name, askedBy }: DecideAccess): Promise<AccessDecision | undefined> {
    const [place, found] = await Promise.all([this.finder.find(name), this.drivers.find(askedBy)]);
    const onSite = place && (await this.onSite(place));
    if (onSite === undefined) return undefined;
    const { charger, site } = onSite;
    const { asking } = found;
    const { scope } = charger;
    // Only groups that both name can let anybody in.
    const both =
      scope.kind === 'groups' && typeof asking === 'object'
        ? scope.groupIds.filter((groupId) => asking.groupIds.includes(groupId))
        : [];
    const { groups, rests } = await this.drivers.groups(both);
    return {
      ...accessTo({ charger, site, asking, groups }),
      accountId: site.accountId,
      rests: latestOf(onSite.rests, [found.rests, ...rests]),
    };
  }

  private onSite({ siteId, id }: ChargerPlace): Promise<ChargerOnSite | undefined> {
    return this.folds.read<SiteState, ChargerOnSite | undefined>(
      siteStreamOf(siteId),
      ({ state: { site, chargers }, position, recordedAt: at }) => {
        const charger = chargers.get(id);
        if (charger === undefined || site === undefined) return undefined;
        if (position === undefined || at === undefined) return undefined;
        return { charger, site, rests: { position, at } };
      },
    );
  }
}

function latestOf(first: Footing, others: readonly (Footing | undefined)[]): Footing {
  return others.reduce<Footing>(
    (latest, other) => (other !== undefined && other.position > latest.position ? other : latest),
    first,
  );
}
