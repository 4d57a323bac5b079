import { IntegerBetween, NullableMember, OneOf, PatternText } from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** OCPI 2.2.1, ConnectorType. */
export const STANDARDS: readonly string[] = (
  'CHADEMO CHAOJI DOMESTIC_A DOMESTIC_B DOMESTIC_C ' +
  'DOMESTIC_D DOMESTIC_E DOMESTIC_F DOMESTIC_G DOMESTIC_H ' +
  'DOMESTIC_I DOMESTIC_J DOMESTIC_K DOMESTIC_L DOMESTIC_M ' +
  'DOMESTIC_N DOMESTIC_O GBT_AC GBT_DC IEC_60309_2_single_16 ' +
  'IEC_60309_2_three_16 IEC_60309_2_three_32 IEC_60309_2_three_64 ' +
  'IEC_62196_T1 IEC_62196_T1_COMBO IEC_62196_T2 IEC_62196_T2_COMBO IEC_62196_T3A ' +
  'IEC_62196_T3C NEMA_5_20 NEMA_6_30 NEMA_6_50 NEMA_10_30 NEMA_10_50 NEMA_14_30 ' +
  'NEMA_14_50 PANTOGRAPH_BOTTOM_UP PANTOGRAPH_TOP_DOWN TESLA_R TESLA_S'
).split(' ');
/** OCPI 2.2.1, ConnectorFormat. */
export const FORMATS: readonly string[] = ['SOCKET', 'CABLE'];
/** OCPI 2.2.1, PowerType. */
export const POWER_TYPES: readonly string[] = [
  'AC_1_PHASE',
  'AC_2_PHASE',
  'AC_2_PHASE_SPLIT',
  'AC_3_PHASE',
  'DC',
];

/** A charger has at most so many connectors; their numbers begin at 1. */
export const MAX_CONNECTORS = 16;
const MAX_NUMBER = 255;

export class ConnectorDto {
  @ApiProperty({ example: 1, minimum: 1, maximum: MAX_NUMBER })
  @IntegerBetween(1, MAX_NUMBER)
  readonly number: number;

  @ApiPropertyOptional({ enum: [...STANDARDS], nullable: true, example: 'IEC_62196_T2' })
  @NullableMember()
  @OneOf(STANDARDS)
  readonly standard?: string | null;

  @ApiPropertyOptional({ enum: [...FORMATS], nullable: true, example: 'SOCKET' })
  @NullableMember()
  @OneOf(FORMATS)
  readonly format?: string | null;

  @ApiPropertyOptional({ enum: [...POWER_TYPES], nullable: true, example: 'AC_3_PHASE' })
  @NullableMember()
  @OneOf(POWER_TYPES)
  readonly powerType?: string | null;

  @ApiPropertyOptional({ type: Number, nullable: true, example: 400, minimum: 1, maximum: 2_000 })
  @NullableMember()
  @IntegerBetween(1, 2_000)
  readonly maxVoltage?: number | null;

  @ApiPropertyOptional({ type: Number, nullable: true, example: 32, minimum: 1, maximum: 2_000 })
  @NullableMember()
  @IntegerBetween(1, 2_000)
  readonly maxAmps?: number | null;
}

export class PaymentTerminalDto {
  @ApiProperty({ example: 1, minimum: 1, maximum: MAX_NUMBER })
  @IntegerBetween(1, MAX_NUMBER)
  readonly connector: number;

  @ApiProperty({ example: 'PAYTER-0042', maxLength: 64 })
  @PatternText(/^[\x21-\x7e]{1,64}$/, '1 to 64 printable ASCII characters without space')
  readonly terminalId: string;
}
