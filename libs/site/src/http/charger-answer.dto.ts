import { ApiProperty } from '@nestjs/swagger';

import { toAmps } from '../domain/amps.rules';
import { type Attention } from '../domain/attention.rules';
import { type Connector, type PaymentTerminal, type Scope } from '../domain/charger.events';
import { type ChargerState, type Overrides } from '../domain/charger.state';
import { type ChargerFactsInPlace } from '../domain/charger-view.state';
import {
  displayName,
  effectiveOf,
  type EffectiveValues,
  secureCharging,
} from '../domain/effective.rules';
import { ConnectorDto, PaymentTerminalDto } from './connector.dto';
import { OverridesDto } from './override.dto';
import { ScopeDto } from './scope.dto';
import { renderStamps, StampsDto } from './stamps.dto';

const NULLABLE_TEXT = { type: String, nullable: true } as const;
const SOURCED = {
  source: { type: 'string', enum: ['site', 'override'] },
  since: { type: 'string', format: 'date-time' },
  by: { type: 'string' },
} as const;
const NULLABLE_ID = { type: 'string', format: 'uuid', nullable: true } as const;

function sourced(member: Readonly<Record<string, object>>): object {
  return { type: 'object', properties: { ...member, ...SOURCED } };
}

const EFFECTIVE = {
  type: 'object',
  additionalProperties: false,
  description: "What the charger works with: its own value, else the site's.",
  properties: {
    limit: {
      type: 'object',
      properties: { amps: { type: 'number' }, bindingPanelId: NULLABLE_ID },
    },
    rate: sourced({ ratePlanId: NULLABLE_ID }),
    delay: sourced({ delayed: { type: 'boolean' } }),
    offlineAllocation: sourced({ amps: { type: 'number', nullable: true } }),
  },
} as const;

/** A code of what was right when it was set and no longer is. */
export class AttentionDto {
  @ApiProperty({ enum: ['payment-integration-missing', 'rate-plan-archived'] })
  readonly code: Attention['code'];

  @ApiProperty()
  readonly detail: string;
}

export class ChargerDto extends StampsDto {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ format: 'uuid' })
  readonly accountId: string;

  @ApiProperty({ format: 'uuid' })
  readonly siteId: string;

  @ApiProperty({ format: 'uuid' })
  readonly panelId: string;

  @ApiProperty({ example: 'CH-001' })
  readonly chargerId: string;

  @ApiProperty({ example: 'North 1', description: 'The alias, else the Charger ID.' })
  readonly displayName: string;

  @ApiProperty({ ...NULLABLE_TEXT, example: 'North 1' })
  readonly alias: string | null;

  @ApiProperty({ ...NULLABLE_TEXT, example: 'Q1' })
  readonly qaAlias: string | null;

  @ApiProperty({ ...NULLABLE_TEXT, example: '12' })
  readonly parking: string | null;

  @ApiProperty({ example: 32 })
  readonly limitAmps: number;

  @ApiProperty({ type: ScopeDto })
  readonly scope: Scope;

  @ApiProperty({ example: true, description: 'Follows from the scope: false for open alone.' })
  readonly secureCharging: boolean;

  @ApiProperty({ type: [ConnectorDto] })
  readonly connectors: readonly Connector[];

  @ApiProperty({ type: [PaymentTerminalDto] })
  readonly paymentTerminals: readonly PaymentTerminal[];

  @ApiProperty({ type: OverridesDto })
  readonly overrides: OverridesAnswer;

  @ApiProperty(EFFECTIVE as object)
  readonly effective: EffectiveValues;

  @ApiProperty({ type: [AttentionDto] })
  readonly needsAttention: readonly Attention[];

  @ApiProperty({ enum: ['active', 'retired'] })
  readonly status: ChargerState['status'];
}

interface OverridesAnswer {
  readonly rate: { readonly ratePlanId: string } | null;
  readonly delay: { readonly cancelled: true } | null;
  readonly offlineAllocation: { readonly amps: number } | null;
}

export interface ChargerView extends ChargerFactsInPlace {
  readonly attention: readonly Attention[];
}

export function renderCharger({ charger, site, path, attention }: ChargerView): ChargerDto {
  const panels = new Map(path.map((panel) => [panel.id, panel]));
  return {
    id: charger.id,
    accountId: site.accountId,
    siteId: site.id,
    panelId: charger.panelId,
    chargerId: charger.chargerId,
    displayName: displayName(charger),
    alias: charger.alias,
    qaAlias: charger.qaAlias,
    parking: charger.parking,
    limitAmps: toAmps(charger.limitTenths),
    scope: charger.scope,
    secureCharging: secureCharging(charger.scope),
    connectors: charger.connectors,
    paymentTerminals: charger.paymentTerminals,
    overrides: renderOverrides(charger.overrides),
    effective: effectiveOf(charger, site, panels),
    needsAttention: attention,
    status: charger.status,
    ...renderStamps(charger),
  };
}

function renderOverrides({ rate, delay, offlineAllocation }: Overrides): OverridesAnswer {
  return {
    rate: rate && { ratePlanId: rate.ratePlanId },
    delay: delay && { cancelled: true },
    offlineAllocation: offlineAllocation && { amps: toAmps(offlineAllocation.tenths) },
  };
}
