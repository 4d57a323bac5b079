import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';

import { pointerPart, unknownMember, unsafeValuesIn, withoutUnsafeNames } from './plain-values';
import { type ProblemItem, validationFailed } from './problem';

type Dto = new () => object;

/** The body of a command that takes none; an absent body is good, a member is not. */
export class NoMembers {}

const OPTIONS: ValidatorOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: false,
  validationError: { target: false, value: false },
};

const PRIMITIVES: readonly unknown[] = [String, Number, Boolean, Array, Object, undefined];

/** Checks bodies and queries against their DTO and names all that is wrong at once (400). */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || PRIMITIVES.includes(metatype)) return value;
    return validated(value, metatype as Dto);
  }
}

/**
 * The value as an instance of its DTO.
 * @throws Problem `validation-failed` with one item per wrong member
 */
export function validated<T extends object>(value: unknown, dto: new () => T): T {
  const isBodyless = value === undefined || value === null;
  if (isBodyless && (dto as unknown) === NoMembers) return new dto();
  if (typeof value !== 'object' || isBodyless || Array.isArray(value)) {
    throw validationFailed([{ pointer: '', detail: 'The body must be a JSON object.' }]);
  }
  const unsafe = unsafeValuesIn(value);
  const instance = plainToInstance(dto, withoutUnsafeNames(value, unsafe)) as T;
  const wrong = validateSync(instance, OPTIONS).flatMap((error) => itemsOf(error, ''));
  const pointers = new Set(unsafe.map((item) => item.pointer));
  const items = [...unsafe, ...wrong.filter((item) => !pointers.has(item.pointer))];
  if (items.length > 0) throw validationFailed(items);
  return instance;
}

/** One item per member that is wrong in itself, and those of its children. */
function itemsOf(error: ValidationError, parent: string): readonly ProblemItem[] {
  const pointer = `${parent}/${pointerPart(error.property)}`;
  const own = itemOf(pointer, error.constraints ?? {});
  const children = (error.children ?? []).flatMap((child) => itemsOf(child, pointer));
  return own === undefined ? children : [own];
}

function itemOf(
  pointer: string,
  constraints: Readonly<Record<string, string>>,
): ProblemItem | undefined {
  const { nestedValidation, whitelistValidation, ...named } = constraints;
  if (whitelistValidation !== undefined) return unknownMember(pointer);
  const [detail = nestedValidation] = Object.values(named);
  return detail === undefined ? undefined : { pointer, detail };
}
