import {
  AsOfMember,
  ListQuery,
  OneOf,
  OptionalMember,
  PlainText,
  QueryBoolean,
  RepeatableWords,
  SortBy,
  UuidMember,
} from '@chargebook/http';
import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';

import { SCOPE_KINDS } from './scope.dto';

export const SORT_COLUMNS = ['chargerId', 'displayName', 'limitAmps', 'lastChangedAt'] as const;
export const OVERRIDE_FILTERS = ['rate', 'delay', 'offlineAllocation', 'any', 'none'] as const;
export const STATUS_FILTERS = ['active', 'retired', 'all'] as const;
type SortColumn = (typeof SORT_COLUMNS)[number];

const SORTS = SORT_COLUMNS.flatMap((column) => [column, `-${column}`]);

export class ListChargersDto extends ListQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @OptionalMember()
  @UuidMember()
  readonly accountId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @OptionalMember()
  @UuidMember()
  readonly siteId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The panel, with all below it.' })
  @OptionalMember()
  @UuidMember()
  readonly panelId?: string;

  @ApiPropertyOptional({ enum: SCOPE_KINDS, isArray: true })
  @OptionalMember()
  @RepeatableWords(SCOPE_KINDS)
  readonly scope?: readonly (typeof SCOPE_KINDS)[number][];

  @ApiPropertyOptional({ format: 'uuid' })
  @OptionalMember()
  @UuidMember()
  readonly driverId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @OptionalMember()
  @UuidMember()
  readonly groupId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Set by an override of the charger.' })
  @OptionalMember()
  @UuidMember()
  readonly ratePlanId?: string;

  @ApiPropertyOptional({ enum: OVERRIDE_FILTERS })
  @OptionalMember()
  @OneOf(OVERRIDE_FILTERS)
  readonly override?: (typeof OVERRIDE_FILTERS)[number];

  @ApiPropertyOptional({ type: Boolean })
  @OptionalMember()
  @QueryBoolean()
  readonly hasPaymentTerminal?: boolean;

  @ApiPropertyOptional({ type: Boolean })
  @OptionalMember()
  @QueryBoolean()
  readonly needsAttention?: boolean;

  @ApiPropertyOptional({ enum: STATUS_FILTERS, default: 'active' })
  @OptionalMember()
  @OneOf(STATUS_FILTERS)
  readonly status: (typeof STATUS_FILTERS)[number] = 'active';

  @ApiPropertyOptional({
    description:
      'Text in Charger ID, alias, QA alias or parking; below three letters, how an ID begins.',
  })
  @OptionalMember()
  @PlainText(1, 64)
  readonly q?: string;

  @ApiPropertyOptional({ description: 'Exactly this Charger ID, without case.' })
  @OptionalMember()
  @PlainText(1, 48)
  readonly chargerId?: string;

  @ApiPropertyOptional({ description: 'Exactly this QA alias, without case.' })
  @OptionalMember()
  @PlainText(1, 32)
  readonly qaAlias?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'With `siteName` and `path` in each item.' })
  @OptionalMember()
  @QueryBoolean()
  readonly withPlace?: boolean;

  @AsOfMember()
  readonly asOf?: string;

  @ApiPropertyOptional({ enum: SORTS, default: 'chargerId' })
  @OptionalMember()
  @SortBy(SORT_COLUMNS)
  readonly sort: SortColumn | `-${SortColumn}` = 'chargerId';
}

/** The same view as a whole. */
export class ChargerFileDto extends OmitType(ListChargersDto, [
  'limit',
  'cursor',
  'withPlace',
  'asOf',
] as const) {}
