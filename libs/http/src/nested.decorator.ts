import { applyDecorators } from '@nestjs/common';
import { plainToInstance, Transform, type TransformFnParams } from 'class-transformer';
import { ValidateNested } from 'class-validator';

import { memberRule } from './members.decorator';

type Dto = new () => object;
type Plain = Readonly<Record<string, unknown>>;

/** An object of its own schema. */
export function Nested(dto: Dto): PropertyDecorator {
  return applyDecorators(
    into((value) => instanceOf(value, dto)),
    memberRule('nested', (value) => value instanceof dto, 'Must be an object.'),
    ValidateNested(),
  );
}

/** `min` to `max` objects of one schema. */
export function ListOf(dto: Dto, min: number, max: number): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    Array.isArray(value) &&
    value.length >= min &&
    value.length <= max &&
    value.every((item) => item instanceof dto);
  return applyDecorators(
    into((value) =>
      Array.isArray(value) ? value.map((item: unknown) => instanceOf(item, dto)) : value,
    ),
    memberRule('list', isGood, `Must be a list of ${min} to ${max} objects.`),
    ValidateNested({ each: true }),
  );
}

/** An object whose member `kind` says which schema it follows; an unknown kind is refused. */
export function UnionByKind(kinds: Readonly<Record<string, Dto>>): PropertyDecorator {
  const dtos = new Map(Object.entries(kinds));
  const isGood = (value: unknown): boolean =>
    [...dtos.values()].some((dto) => value instanceof dto);
  return applyDecorators(
    into((value) => {
      const dto = dtos.get(kindOf(value));
      return dto === undefined ? value : instanceOf(value, dto);
    }),
    memberRule('kind', isGood, `Must be an object of kind ${[...dtos.keys()].join(', ')}.`),
    ValidateNested(),
  );
}

function into(change: (value: unknown) => unknown): PropertyDecorator {
  // The plain value: class-transformer has already made a copy of a nested object of its own.
  return Transform((given: TransformFnParams) => change((given.obj as Plain)[given.key]));
}

function instanceOf(value: unknown, dto: Dto): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? plainToInstance(dto, value) : value;
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'kind')) return '';
  const { kind } = value as { readonly kind: unknown };
  return typeof kind === 'string' ? kind : '';
}
