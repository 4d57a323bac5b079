import { ApiPropertyOptional } from '@nestjs/swagger';

import { needsAttention } from '../domain/attention.rules';
import { attentionFactsOf, type ListedCharger } from '../queries/charger-columns.query';
import { ChargerDto, renderCharger } from './charger-answer.dto';

/** A charger in a list; over many sites, with the names of where it is, if they are asked for. */
export class ListedChargerDto extends ChargerDto {
  @ApiPropertyOptional({ example: 'Harbour Garage', description: 'With `withPlace` alone.' })
  readonly siteName?: string;

  @ApiPropertyOptional({
    type: [String],
    example: ['Main', 'Level 1'],
    description: 'Names of the panels that feed it, from the main one; with `withPlace` alone.',
  })
  readonly path?: readonly string[];
}

export function renderListed(listed: ListedCharger): ListedChargerDto {
  const attention = needsAttention(listed.charger, attentionFactsOf(listed));
  return renderCharger({ ...listed, attention });
}

export function renderWithPlace(listed: ListedCharger): ListedChargerDto {
  const path = listed.path.map(({ name }) => name).reverse();
  return { ...renderListed(listed), siteName: listed.site.name, path };
}
