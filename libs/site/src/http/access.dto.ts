import { type CardId } from '@chargebook/driver/contracts';
import {
  ListQuery,
  memberRule,
  Nested,
  OptionalMember,
  PatternText,
  PlainText,
  UuidMember,
  validationFailed,
} from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { ACCESS_REASONS, type AccessReason } from '../domain/access.rules';
import { type AskedBy } from '../queries/asking-drivers.facts';
import { type AccessDecision } from '../queries/decide-access.query';
import { type ChargerName } from '../queries/find-charger.query';

const CARD = /^[0-9a-f]{8,20}$/i;

export class NamedChargerDto {
  @ApiPropertyOptional({ format: 'uuid', example: '8db865ef-583a-5e0b-b0c3-6549f61219a1' })
  @OptionalMember()
  @UuidMember()
  readonly id?: string;

  @ApiPropertyOptional({ example: 'CH-001', description: 'Without case, as is the QA alias.' })
  @OptionalMember()
  @PlainText(1, 48)
  readonly chargerId?: string;

  @ApiPropertyOptional({ example: 'Q1' })
  @OptionalMember()
  @PlainText(1, 32)
  readonly qaAlias?: string;
}

/** Which charger, by one of its names, and who stands before it, in one way. */
export class AskAccessDto {
  @ApiProperty({
    type: NamedChargerDto,
    description: 'One of its names.',
    example: { chargerId: 'CH-001' },
  })
  @Nested(NamedChargerDto)
  readonly charger: NamedChargerDto;

  @ApiPropertyOptional({ format: 'uuid', description: 'The driver; or his card, or nobody.' })
  @OptionalMember()
  @UuidMember()
  readonly driverId?: string;

  @ApiPropertyOptional({
    pattern: '^[0-9A-Fa-f]{8,20}$',
    example: '04A2B3C4D5E680',
    description: 'The number of an RFID card, which is kept nowhere.',
  })
  @OptionalMember()
  @PatternText(CARD, 'hexadecimal, of 8 to 20 digits')
  readonly rfidCard?: string;

  @ApiPropertyOptional({ enum: [true], description: 'True: nobody says who he is.' })
  @OptionalMember()
  @memberRule('true', (value) => value === true, 'Must be true, or not said.')
  readonly anonymous?: true;
}

export class FootingDto {
  @ApiProperty({ example: 'ca4b74de-0001-00000000000000000007' })
  readonly position: string;

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly at: string;
}

export class AccessDto {
  @ApiProperty({ example: true, description: 'Whether the app shows it to the driver.' })
  readonly see: boolean;

  @ApiProperty({ example: true, description: 'Whether he may start: what is not sure is refused.' })
  readonly start: boolean;

  @ApiProperty({ enum: ACCESS_REASONS, example: 'of-the-account' })
  readonly reason: AccessReason;

  @ApiProperty({
    type: FootingDto,
    description: 'The latest event of the site, the driver and the groups that it rests on.',
  })
  readonly rests: FootingDto;
}

export class ListDriverChargersDto extends ListQuery {}

/** @throws Problem `validation-failed` where not one name alone was given */
export function namedCharger({ id, chargerId, qaAlias }: NamedChargerDto): ChargerName {
  const names: ChargerName[] = [];
  if (id !== undefined) names.push({ by: 'id', text: id });
  if (chargerId !== undefined) names.push({ by: 'chargerId', text: chargerId });
  if (qaAlias !== undefined) names.push({ by: 'qaAlias', text: qaAlias });
  return onlyOne(names, '/charger', 'Must have one of id, chargerId and qaAlias.');
}

/** @throws Problem `validation-failed` where not one way alone was taken */
export function askedBy(asked: AskAccessDto, cardIdOf: (number: string) => CardId): AskedBy {
  const { driverId, rfidCard, anonymous } = asked;
  const ways: AskedBy[] = [];
  if (driverId !== undefined) ways.push({ by: 'driver', driverId });
  if (rfidCard !== undefined) ways.push({ by: 'card', cardId: cardIdOf(rfidCard) });
  if (anonymous !== undefined) ways.push({ by: 'nobody' });
  return onlyOne(ways, '', 'Must have one of driverId, rfidCard and anonymous.');
}

function onlyOne<Item>(items: readonly Item[], pointer: string, detail: string): Item {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0) throw validationFailed([{ pointer, detail }]);
  return item;
}

export function renderAccess({ see, start, reason, rests }: AccessDecision): AccessDto {
  return { see, start, reason, rests };
}
