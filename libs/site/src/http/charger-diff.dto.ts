import { FieldChangeDto, NeededAsOfMember } from '@chargebook/http';
import { type Fields, fieldChanges } from '@chargebook/kernel';
import { ApiProperty } from '@nestjs/swagger';

import { type ChargerFactsInPlace } from '../domain/charger-view.state';
import { displayName, effectiveOf, secureCharging } from '../domain/effective.rules';
import { chargerFields } from '../domain/fields.rules';

/** From when to when. */
export class DiffQuery {
  @NeededAsOfMember()
  readonly from: string;

  @NeededAsOfMember()
  readonly to: string;
}

export class ChargerDiffDto {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'ca4b74de-0001-00000000000000000007',
    description: 'Of the last event of its site that counted then; null where it was not there.',
  })
  readonly fromPosition: string | null;

  @ApiProperty({ example: 'ca4b74de-0001-00000000000000000012' })
  readonly toPosition: string;

  @ApiProperty({ type: [FieldChangeDto], description: 'Also of what followed from its site.' })
  readonly changes: readonly FieldChangeDto[];
}

interface ChargerThen {
  readonly view: ChargerFactsInPlace;
  readonly position: string;
}

export function renderDiff(from: ChargerThen | undefined, to: ChargerThen): ChargerDiffDto {
  return {
    fromPosition: from?.position ?? null,
    toPosition: to.position,
    changes: fieldChanges(from && wholeOf(from.view), wholeOf(to.view)),
  };
}

/** What is written of a charger, and what follows from it and from its site. */
function wholeOf({ charger, site, path }: ChargerFactsInPlace): Fields {
  const panels = new Map(path.map((panel) => [panel.id, panel]));
  const { limit, rate, delay, offlineAllocation } = effectiveOf(charger, site, panels);
  return {
    ...chargerFields(charger),
    displayName: displayName(charger),
    secureCharging: secureCharging(charger.scope),
    'effective.limit.amps': limit.amps,
    'effective.limit.bindingPanelId': limit.bindingPanelId,
    'effective.rate.ratePlanId': rate.ratePlanId,
    'effective.rate.source': rate.source,
    'effective.delay.delayed': delay.delayed,
    'effective.delay.source': delay.source,
    'effective.offlineAllocation.amps': offlineAllocation.amps,
    'effective.offlineAllocation.source': offlineAllocation.source,
  };
}
