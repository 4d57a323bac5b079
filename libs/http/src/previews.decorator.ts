import { applyDecorators, HttpCode, Post, RequestMethod, SetMetadata } from '@nestjs/common';
import {
  METHOD_METADATA,
  PARAMTYPES_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants';
import {
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  DECORATORS,
  getSchemaPath,
} from '@nestjs/swagger';

import { WRITES, type WrittenDto } from './api-routes.decorator';
import { PreviewedProblem } from './preview';
import { PreviewDto } from './preview.dto';
import { Problem } from './problem';

type Handler = (this: object, ...values: unknown[]) => unknown;
type Controller = Function & { readonly prototype: object };

const IS_PREVIEW = 'chargebook:preview';

/** True for the twin of a handler that writes. */
export function isPreviewRoute(handler: object): boolean {
  return Reflect.hasMetadata(IS_PREVIEW, handler);
}

/**
 * Gives every handler of the controller that writes its twin: a route that takes the same, asks
 * the same of the actor, and answers what would happen (the kernel sees to it that nothing does).
 * `POST …` and `PATCH …` have theirs at `POST …/preview`, `DELETE …` at `POST …/removal/preview`.
 */
export function WithPreviews(): ClassDecorator {
  return (target) => {
    const controller = target as unknown as Controller;
    for (const name of Object.getOwnPropertyNames(controller.prototype)) {
      const write: unknown = Reflect.get(controller.prototype, name);
      if (typeof write !== 'function' || !Reflect.hasMetadata(WRITES, write)) continue;
      addTwin(controller, name, write as Handler);
    }
  };
}

function addTwin(controller: Controller, name: string, write: Handler): void {
  const { prototype } = controller;
  const twinName = `preview${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  // The description of the interface looks parameters up by the function's own name.
  const value = Object.defineProperty(twinOf(write), 'name', { value: twinName });
  Object.defineProperty(prototype, twinName, { value, writable: true, configurable: true });
  copyParameters(controller, name, twinName);
  for (const key of Reflect.getOwnMetadataKeys(write)) {
    Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, write), value);
  }
  const descriptor = Object.getOwnPropertyDescriptor(prototype, twinName);
  route(write)(prototype, twinName, descriptor ?? {});
}

/** Whatever the write would throw once its request is well-formed may be a verdict. */
function twinOf(write: Handler): Handler {
  return async function twin(...values) {
    try {
      return await write.apply(this, values);
    } catch (error) {
      throw error instanceof Problem ? new PreviewedProblem(error) : error;
    }
  };
}

/** What Nest knows of parameters stands at the class and its prototype, by the handler's name. */
function copyParameters(controller: Controller, name: string, twinName: string): void {
  const places = [
    [ROUTE_ARGS_METADATA, controller],
    [PARAMTYPES_METADATA, controller.prototype],
  ] as const;
  for (const [key, place] of places) {
    Reflect.defineMetadata(key, Reflect.getMetadata(key, place, name), place, twinName);
  }
}

/** Where the twin is, and how it is described: as the write, but for headers and the answer. */
function route(write: Handler): MethodDecorator {
  const path = String(Reflect.getMetadata(PATH_METADATA, write));
  const isRemoval = Reflect.getMetadata(METHOD_METADATA, write) === RequestMethod.DELETE;
  const parts = [path === '/' ? '' : path, isRemoval ? 'removal' : '', 'preview'];
  const headers = describedHeaders(write);
  return applyDecorators(
    SetMetadata(IS_PREVIEW, true),
    SetMetadata(DECORATORS.API_RESPONSE, undefined),
    SetMetadata(DECORATORS.API_PARAMETERS, headers.others),
    ...(headers.names.includes('If-Match') ? [VERSION] : []),
    Post(parts.filter((part) => part !== '').join('/')),
    HttpCode(200),
    ApiExtraModels(PreviewDto),
    ApiOkResponse({ description: 'What would happen.', schema: previewOf(write) }),
  ) as MethodDecorator;
}

interface Described {
  readonly in?: string;
  readonly name?: string;
}

function describedHeaders(write: Handler) {
  const described = (Reflect.getMetadata(DECORATORS.API_PARAMETERS, write) ?? []) as Described[];
  const names = described.flatMap((it) => (it.in === 'header' ? (it.name ?? []) : []));
  return { names, others: described.filter((it) => it.in !== 'header') };
}

const VERSION = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'ETag of the version that was seen; without it the present one is judged.',
  schema: { type: 'string' },
});

function previewOf(write: Handler): object {
  const dto = Reflect.getMetadata(WRITES, write) as WrittenDto;
  const thing =
    dto === null
      ? { nullable: true, enum: [null], description: 'Nothing is shown of what is removed.' }
      : { nullable: true, allOf: [{ $ref: getSchemaPath(dto) }] };
  const rest = { type: 'object', required: ['thing'], properties: { thing } };
  return { allOf: [{ $ref: getSchemaPath(PreviewDto) }, rest] };
}
