import {
  Access,
  AccountResolvers,
  ApiProblems,
  CurrentActor,
  HttpAnswer,
  MACHINERY_PROBLEMS,
  notFound,
  requireRole,
  visibleAccountOf,
  WEBHOOK_NETWORKS,
} from '@chargebook/http';
import { type Actor, type Role, rolesIn } from '@chargebook/kernel';
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';

import { webhookRightsOf } from '../domain/feed-filter.rules';
import { FeedReader, type FeedPlace } from '../queries/feed-reader.runner';
import { WebhookAddresses } from '../queries/webhook-address.runner';
import { newWebhookSecret } from '../queries/webhook-sender.runner';
import {
  type WebhookSubscription,
  WebhookSubscriptions,
} from '../queries/webhook-subscriptions.query';
import { END, placeOf, requireKnown } from './feed-place.problems';
import {
  AddedWebhookDto,
  AddWebhookDto,
  renderWebhook,
  ReplayWebhookDto,
  WebhookDto,
  WebhooksDto,
} from './webhook.dto';
import {
  requireReachable,
  requireSeen,
  tooManyWebhooks,
  versionOf,
  WEBHOOK_PROBLEMS,
} from './webhook.problems';

const ADMINISTRATOR: readonly Role[] = ['administrator'];
const OWN = { of: 'webhook', parameter: 'webhookId', roles: ADMINISTRATOR } as const;
const START = 'start';
const NO_STORE = { 'cache-control': 'no-store' } as const;

/** Receivers that the service itself tells of events. Nothing of them is in the log. */
@ApiTags('Webhooks')
@Controller('v1/webhooks')
export class WebhookController {
  private readonly addresses: WebhookAddresses;

  constructor(
    private readonly subscriptions: WebhookSubscriptions,
    private readonly reader: FeedReader,
    private readonly resolvers: AccountResolvers,
    @Inject(WEBHOOK_NETWORKS) networks: readonly string[],
  ) {
    this.addresses = new WebhookAddresses(networks);
  }

  @Post()
  @Access({ of: 'any' })
  @ApiCreatedResponse({ description: 'Added, with its secret.', type: AddedWebhookDto })
  @ApiProblems<string>({ ...MACHINERY_PROBLEMS, ...WEBHOOK_PROBLEMS }, [
    'position-invalid',
    'webhook-url-invalid',
    'webhook-address-private',
    'webhook-address-unknown',
    'too-many-webhooks',
  ])
  async add(
    @Body() body: AddWebhookDto,
    @CurrentActor() actor: Actor,
  ): Promise<HttpAnswer<AddedWebhookDto>> {
    const { accountId = null, categories = [], types = [], after = END } = body;
    await this.requireAdministrator(actor, accountId);
    const rights = webhookRightsOf(accountId);
    const members = ['categories', 'types'] as const;
    requireKnown({ categories, types }, this.reader.catalogue, { rights, members });
    const { href: url } = await requireReachable(body.url, this.addresses);
    const deliveredTo = await this.place(after);
    const secret = newWebhookSecret();
    const wish = { accountId, url, secret, categories, types, addedBy: actor.id, deliveredTo };
    const added = await this.subscriptions.add(wish);
    if (added === undefined) throw tooManyWebhooks();
    const location = `/v1/webhooks/${added.webhookId}`;
    const headers = { ...NO_STORE, location, etag: versionOf(added) };
    return new HttpAnswer({ ...renderWebhook(added), secret }, headers);
  }

  @Get()
  @Access({ of: 'any' })
  @ApiOkResponse({ description: 'Those that you administer.', type: WebhooksDto })
  async list(@CurrentActor() actor: Actor): Promise<HttpAnswer<WebhooksDto>> {
    const all = await this.subscriptions.all();
    const own = all.filter(({ accountId }) => isAdministrator(actor, accountId));
    return new HttpAnswer({ items: own.map(renderWebhook) }, NO_STORE);
  }

  @Get(':webhookId')
  @Access(OWN)
  @ApiOkResponse({ description: 'How far its deliveries have come.', type: WebhookDto })
  async show(@Param('webhookId') webhookId: string): Promise<HttpAnswer<WebhookDto>> {
    return answerOf(await this.subscriptions.find(webhookId));
  }

  @Delete(':webhookId')
  @HttpCode(204)
  @Access(OWN)
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag that was seen, else 428.' })
  @ApiNoContentResponse({ description: 'Nothing more is delivered.' })
  @ApiProblems(MACHINERY_PROBLEMS, ['version-required', 'version-mismatch'])
  async remove(
    @Param('webhookId') webhookId: string,
    @Headers('if-match') seen: string | undefined,
  ): Promise<void> {
    requireSeen(await this.subscriptions.find(webhookId), seen);
    await this.subscriptions.remove(webhookId);
  }

  @Post(':webhookId/replay')
  @HttpCode(200)
  @Access(OWN)
  @ApiOkResponse({ description: 'Delivers behind the position anew.', type: WebhookDto })
  @ApiProblems(MACHINERY_PROBLEMS, ['position-invalid'])
  async replay(
    @Param('webhookId') webhookId: string,
    @Body() { after }: ReplayWebhookDto,
  ): Promise<HttpAnswer<WebhookDto>> {
    const place = await this.place(after);
    return answerOf(await this.subscriptions.replay(webhookId, place));
  }

  private async place(after: string): Promise<FeedPlace> {
    return after === START ? START : placeOf(this.reader, { after });
  }

  /** @throws Problem `not-found`, `role-missing` */
  private async requireAdministrator(actor: Actor, accountId: string | null): Promise<void> {
    const thing = accountId && { kind: 'account', id: accountId };
    const account = thing ? await visibleAccountOf(this.resolvers, actor, thing) : '*';
    requireRole(rolesIn(actor, account), ADMINISTRATOR);
  }
}

function isAdministrator(actor: Actor, accountId: string | null): boolean {
  return rolesIn(actor, accountId ?? '*').includes('administrator');
}

function answerOf(webhook: WebhookSubscription | undefined): HttpAnswer<WebhookDto> {
  if (webhook === undefined) throw notFound();
  return new HttpAnswer(renderWebhook(webhook), { ...NO_STORE, etag: versionOf(webhook) });
}
