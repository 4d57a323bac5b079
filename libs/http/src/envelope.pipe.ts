import { createHmac } from 'node:crypto';

import { type Actor, type CommandEnvelope, commandIdOf } from '@chargebook/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Inject, Injectable, type PipeTransform } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { type FastifyRequest } from 'fastify';
import { v4 as uuidV4 } from 'uuid';

import { actorOf } from './actor.decorator';
import { versionOf } from './etag';
import { isPreviewRoute } from './previews.decorator';
import { validationFailed } from './problem';
import { deadlineOf } from './request-deadline';
import { BOOK_KEY } from './tokens';

export interface EnvelopeOptions {
  /** True where the route changes a thing that is there, so that If-Match is asked for. */
  readonly wantsVersion?: boolean;
}

interface Sent {
  readonly request: FastifyRequest;
  readonly options: EnvelopeOptions;
  /** True where the client only asks what would become of it. */
  readonly isPreview: boolean;
}

const KEY = /^[\x20-\x7e]{1,255}$/;

/** Makes the circumstances of a command from the request (DESIGN 4). */
@Injectable()
export class EnvelopePipe implements PipeTransform<Sent, CommandEnvelope> {
  constructor(@Inject(BOOK_KEY) private readonly bookKey: Buffer) {}

  /** @throws Problem `validation-failed` for an Idempotency-Key or If-Match of no good form */
  transform({ request, options, isPreview }: Sent): CommandEnvelope {
    const actor = actorOf(request);
    // What is not carried out is no intent that could come again.
    const key = isPreview ? undefined : keyOf(request);
    const reason = reasonOf(request.body);
    return {
      commandId: key === undefined ? uuidV4() : commandIdFor(request, actor, key),
      fingerprint: fingerprintOf(this.bookKey, request.body),
      hasKey: key !== undefined,
      actor,
      correlationId: request.id,
      causationId: request.id,
      deadline: deadlineOf(request),
      ...(reason === undefined ? {} : { reason }),
      ...(options.wantsVersion === true ? versionSeen(request, isPreview) : {}),
      ...(isPreview ? { isPreview } : {}),
    };
  }
}

/** Hands the handler the envelope of its command. */
export function Envelope(options: EnvelopeOptions = {}): ParameterDecorator {
  return rawEnvelope(options, EnvelopePipe);
}

const rawEnvelope = createParamDecorator(
  (options: EnvelopeOptions, context: ExecutionContext): Sent => ({
    request: context.switchToHttp().getRequest<FastifyRequest>(),
    options,
    isPreview: isPreviewRoute(context.getHandler()),
  }),
);

/** Equal for bodies that say the same in another order; tells nothing without the key. */
export function fingerprintOf(bookKey: Buffer, body: unknown): string {
  return createHmac('sha256', bookKey)
    .update(canonicalize(body ?? null) ?? '')
    .digest('base64url');
}

function commandIdFor(request: FastifyRequest, actor: Actor, key: string): string {
  return commandIdOf({ actorId: actor.id, key, method: request.method, path: pathOf(request) });
}

/** The path as the route means it: ids in lower case, whatever way they were written in the URL. */
function pathOf(request: FastifyRequest): string {
  const parameters = request.params as Readonly<Record<string, string>>;
  const pattern = request.routeOptions.url ?? '';
  return pattern.replace(/:(\w+)/g, (_match, name: string) => parameters[name] ?? '');
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && KEY.test(key)) return key;
  const detail = 'The header Idempotency-Key must be 1 to 255 printable ASCII characters.';
  throw validationFailed([{ pointer: '', detail }]);
}

/** Who only asks need not have seen a version: he is told of the present one. */
function versionSeen(
  request: FastifyRequest,
  isPreview: boolean,
): Pick<CommandEnvelope, 'ifMatch'> {
  const ifMatch = versionOf(request.headers['if-match']);
  return isPreview && ifMatch === 'missing' ? {} : { ifMatch };
}

/** Whether the body's reason is as it must be is for its DTO to say. */
function reasonOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('reason' in body)) return undefined;
  const { reason } = body;
  return typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : undefined;
}
