import { ApiProperty } from '@nestjs/swagger';

import { needsAttention } from '../domain/attention.rules';
import { attentionFactsOf, type ListedCharger } from '../queries/charger-columns.query';
import { ChargerDto, renderCharger } from './charger-answer.dto';

/** A charger in a list of many sites: with the names of where it is. */
export class ListedChargerDto extends ChargerDto {
  @ApiProperty({ example: 'Harbour Garage' })
  readonly siteName: string;

  @ApiProperty({
    type: [String],
    example: ['Main', 'Level 1'],
    description: 'Names of the panels that feed it, from the main one.',
  })
  readonly path: readonly string[];
}

export function renderListed(listed: ListedCharger): ListedChargerDto {
  const attention = needsAttention(listed.charger, attentionFactsOf(listed));
  const path = listed.path.map(({ name }) => name).reverse();
  return { ...renderCharger({ ...listed, attention }), siteName: listed.site.name, path };
}
