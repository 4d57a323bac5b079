import { ApiProperty } from '@nestjs/swagger';

import { type Stamp } from '../domain/identity.state';

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

export function renderStamps(thing: {
  readonly added: Stamp;
  readonly lastChanged: Stamp;
}): StampsDto {
  return {
    addedAt: thing.added.at,
    addedBy: thing.added.by,
    lastChangedAt: thing.lastChanged.at,
    lastChangedBy: thing.lastChanged.by,
  };
}
