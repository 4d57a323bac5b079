import { type Stamps } from '@chargebook/kernel';
import { ApiProperty } from '@nestjs/swagger';

/** The four last members of every answer. */
export class StampsDto {
  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly addedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly addedBy: string;

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly lastChangedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly lastChangedBy: string;
}

export function renderStamps({
  addedAt,
  addedBy,
  lastChangedAt,
  lastChangedBy,
}: Stamps): StampsDto {
  return { addedAt, addedBy, lastChangedAt, lastChangedBy };
}
