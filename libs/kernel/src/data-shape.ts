import { type EventSchema } from './aggregate';

/** The form of an event's data: as much of JSON Schema as the declarations of events come to. */
export interface DataShape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly DataShape[];
  readonly items?: DataShape;
  readonly properties?: Readonly<Record<string, DataShape>>;
  readonly required?: readonly string[];
}

type Fits = (value: unknown) => boolean;

/**
 * The schemas, each of which says from now on whether data has its form. `shapes` are those of the
 * present versions by their types, as they are generated from the declarations.
 */
export function withShapes<Schemas extends Readonly<Record<string, EventSchema>>>(
  schemas: Schemas,
  shapes: object,
): Schemas {
  const known = shapes as Readonly<Record<string, DataShape>>;
  const shaped = Object.entries(schemas).map(([type, schema]) => {
    const shape = known[type];
    return [type, shape === undefined ? schema : { ...schema, fits: fitsOf(shape) }] as const;
  });
  return Object.fromEntries(shaped) as Schemas;
}

/** Made once and asked of every event that is read; members that are not named may be there. */
export function fitsOf(shape: DataShape): Fits {
  const { type, enum: values, anyOf, items = {} } = shape;
  if (anyOf !== undefined) return fitsAnyOf(anyOf.map(fitsOf));
  if (values !== undefined) return (value) => values.includes(value);
  if ('const' in shape) return (value) => value === shape.const;
  if (type === 'object') return fitsObject(shape);
  if (type === 'array') return fitsArray(fitsOf(items));
  if (type === 'null') return (value) => value === null;
  return (value) => typeof value === type;
}

function fitsAnyOf(parts: readonly Fits[]): Fits {
  return (value) => parts.some((fits) => fits(value));
}

function fitsArray(fits: Fits): Fits {
  return (value) => Array.isArray(value) && value.every((item) => fits(item));
}

function fitsObject({ properties = {}, required = [] }: DataShape): Fits {
  const members = Object.entries(properties).map(([name, shape]) => {
    return { name, fits: fitsOf(shape), isNeeded: required.includes(name) };
  });
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return members.every(({ name, fits, isNeeded }) => {
      const member: unknown = (value as Record<string, unknown>)[name];
      return member === undefined ? !isNeeded : fits(member);
    });
  };
}
