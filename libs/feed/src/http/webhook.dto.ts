import {
  memberRule,
  NullableMember,
  OptionalMember,
  PlainText,
  UuidMember,
} from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import {
  WEBHOOK_STATUSES,
  type WebhookStatus,
  webhookStatusOf,
} from '../domain/webhook-status.rules';
import { type WebhookSubscription } from '../queries/webhook-subscriptions.query';

const ID = { format: 'uuid' } as const;
const INSTANT = { type: String, format: 'date-time', nullable: true } as const;
const NAMES = { type: String, isArray: true } as const;
const MAX_NAMES = 64;

function Names(): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    Array.isArray(value) &&
    value.length <= MAX_NAMES &&
    value.every((name) => typeof name === 'string' && name !== '' && name.length <= MAX_NAMES);
  return memberRule('names', isGood, `Must be a list of at most ${MAX_NAMES} names.`);
}

export class AddWebhookDto {
  @ApiProperty({ example: 'https://billing.example.org/chargebook' })
  @PlainText(1, 2_000)
  readonly url: string;

  @ApiPropertyOptional({
    ...ID,
    type: String,
    nullable: true,
    description: 'Events of this account and of all accounts; without it, of every account.',
  })
  @NullableMember()
  @UuidMember()
  readonly accountId?: string | null;

  @ApiPropertyOptional({ ...NAMES, example: ['site'] })
  @OptionalMember()
  @Names()
  readonly categories?: readonly string[];

  @ApiPropertyOptional({ ...NAMES, example: ['ChargerAdded', 'ScopeChanged'] })
  @OptionalMember()
  @Names()
  readonly types?: readonly string[];

  @ApiPropertyOptional({
    example: 'end',
    description: 'Behind which position to begin; `end` when not said, `start` for before all.',
  })
  @OptionalMember()
  @PlainText(1, 100)
  readonly after?: string;
}

export class ReplayWebhookDto {
  @ApiProperty({
    example: 'ca4b74de-0001-00000000000000000007',
    description: 'Position behind which to deliver anew; `start` for before all, `end`.',
  })
  @PlainText(1, 100)
  readonly after: string;
}

export class WebhookDto {
  @ApiProperty(ID)
  readonly id: string;

  @ApiProperty({ ...ID, type: String, nullable: true })
  readonly accountId: string | null;

  @ApiProperty({ example: 'https://billing.example.org/chargebook' })
  readonly url: string;

  @ApiProperty({ ...NAMES, example: ['site'] })
  readonly categories: readonly string[];

  @ApiProperty({ ...NAMES, example: ['ChargerAdded'] })
  readonly types: readonly string[];

  @ApiProperty({ enum: WEBHOOK_STATUSES })
  readonly status: WebhookStatus;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'given-up: answered 500',
    description: 'Why nothing is delivered until a replay.',
  })
  readonly parkedReason: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'ca4b74de-0001-00000000000000000007',
    description: 'Everything up to here was delivered; null before all.',
  })
  readonly deliveredTo: string | null;

  @ApiProperty({ example: 1_024 })
  readonly deliveredCount: number;

  @ApiProperty(INSTANT)
  readonly lastDeliveredAt: string | null;

  @ApiProperty({ description: 'In a row, of the thing that fails most.', example: 0 })
  readonly failures: number;

  @ApiProperty({ type: String, nullable: true, example: 'answered 500' })
  readonly lastFailure: string | null;

  @ApiProperty(INSTANT)
  readonly lastFailedAt: string | null;

  @ApiProperty({ format: 'date-time' })
  readonly addedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly addedBy: string;
}

export class AddedWebhookDto extends WebhookDto {
  @ApiProperty({
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    description: 'The key of its signatures: shown this once.',
  })
  readonly secret: string;
}

export class WebhooksDto {
  @ApiProperty({ type: WebhookDto, isArray: true })
  readonly items: readonly WebhookDto[];
}

export function renderWebhook(webhook: WebhookSubscription): WebhookDto {
  const { webhookId: id, accountId, url, categories, types, parkedReason, failures } = webhook;
  const { deliveredTo, deliveredCount, lastFailure, addedBy } = webhook;
  return {
    id,
    accountId,
    url,
    categories,
    types,
    status: webhookStatusOf(webhook),
    parkedReason,
    deliveredTo: deliveredTo === 'start' ? null : deliveredTo,
    deliveredCount,
    lastDeliveredAt: webhook.lastDeliveredAt?.toISOString() ?? null,
    failures,
    lastFailure,
    lastFailedAt: webhook.lastFailedAt?.toISOString() ?? null,
    addedAt: webhook.addedAt.toISOString(),
    addedBy,
  };
}
