type Json = unknown;

/** The schemas of events; another word in them is an error here, not a promise without a check. */
export interface CheckedSchema {
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly CheckedSchema[];
  readonly items?: CheckedSchema;
  readonly properties?: Readonly<Record<string, CheckedSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

type Rule = (schema: CheckedSchema, value: Json) => boolean;

const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: (value) => isRecord(value),
};

const RULES: Readonly<Record<keyof CheckedSchema, Rule>> = {
  type: ({ type = '' }, value) => TYPES[type]?.(value) ?? false,
  const: (schema, value) => schema.const === value,
  enum: (schema, value) => (schema.enum ?? []).includes(value),
  anyOf: ({ anyOf = [] }, value) => anyOf.some((part) => fits(part, value)),
  items: ({ items = {} }, value) => !Array.isArray(value) || value.every((it) => fits(items, it)),
  properties: ({ properties = {} }, value) =>
    Object.entries(members(value)).every(([name, member]) => fits(properties[name] ?? {}, member)),
  required: ({ required = [] }, value) =>
    required.every((name) => Object.hasOwn(members(value), name)),
  additionalProperties: ({ additionalProperties, properties = {} }, value) =>
    additionalProperties !== false ||
    Object.keys(members(value)).every((name) => Object.hasOwn(properties, name)),
};

const NOTES = ['$schema', '$id', 'title'];

/** True when the value is of the schema. @throws Error for a word that is not understood */
export function fits(schema: CheckedSchema, value: Json): boolean {
  return Object.keys(schema)
    .filter((word) => !NOTES.includes(word))
    .every((word) => {
      if (!Object.hasOwn(RULES, word)) throw new Error(`a schema says ${word}`);
      return RULES[word as keyof CheckedSchema](schema, value);
    });
}

function isRecord(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function members(value: Json): Record<string, Json> {
  return isRecord(value) ? value : {};
}
