import * as ts from 'typescript';

/** As much of JSON Schema as events need. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly type?: 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null';
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

/** Puts types of the domain, which hold JSON alone, into JSON Schema. */
export class TypeSchemas {
  constructor(private readonly checker: ts.TypeChecker) {}

  /** @throws Error for a type that no JSON value has */
  schemaOf(type: ts.Type): JsonSchema {
    if (type.isUnion()) return this.unionSchema(type);
    const plain = this.plainSchema(type);
    if (plain !== undefined) return plain;
    const items = this.itemsOf(type);
    if (items !== undefined) return { type: 'array', items: this.schemaOf(items) };
    if (isObject(type)) return this.objectSchema(type);
    throw new Error(`no JSON is of type ${this.checker.typeToString(type)}`);
  }

  private unionSchema(type: ts.UnionType): JsonSchema {
    const parts = type.types.filter((part) => !has(part, ts.TypeFlags.Undefined));
    const constants = parts.filter((part) => part.isLiteral());
    const isBoolean = parts.filter((part) => has(part, ts.TypeFlags.BooleanLiteral)).length === 2;
    const others = parts.filter((part) => {
      const isEitherBoolean = isBoolean && has(part, ts.TypeFlags.BooleanLiteral);
      return !part.isLiteral() && !isEitherBoolean;
    });
    const schemas: JsonSchema[] = others.map((part) => this.schemaOf(part));
    if (isBoolean) schemas.push({ type: 'boolean' });
    if (constants.length > 0) schemas.push({ enum: sorted(constants) });
    const [only, ...more] = schemas;
    return only !== undefined && more.length === 0 ? only : { anyOf: schemas };
  }

  private plainSchema(type: ts.Type): JsonSchema | undefined {
    if (type.isLiteral()) return { const: type.value };
    if (has(type, ts.TypeFlags.BooleanLiteral)) {
      return { const: this.checker.typeToString(type) === 'true' };
    }
    if (has(type, ts.TypeFlags.String) || isBranded(type)) return { type: 'string' };
    if (has(type, ts.TypeFlags.Number)) return { type: 'number' };
    return has(type, ts.TypeFlags.Null) ? { type: 'null' } : undefined;
  }

  private itemsOf(type: ts.Type): ts.Type | undefined {
    if (!this.checker.isArrayType(type)) return undefined;
    return this.checker.getTypeArguments(type as ts.TypeReference)[0];
  }

  /** Another member would be another version, so there is none. */
  private objectSchema(type: ts.Type): JsonSchema {
    const members = this.checker.getPropertiesOfType(type);
    const isNeeded = ({ flags }: ts.Symbol): boolean => (flags & ts.SymbolFlags.Optional) === 0;
    const properties = members.map((member) => {
      return [member.name, this.schemaOf(this.checker.getTypeOfSymbol(member))] as const;
    });
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      required: members.filter(isNeeded).map(({ name }) => name),
      additionalProperties: false,
    };
  }
}

/** An id: text with a brand, which is never stored. */
function isBranded(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some((part) => has(part, ts.TypeFlags.String));
}

function isObject(type: ts.Type): boolean {
  return has(type, ts.TypeFlags.Object) || type.isIntersection();
}

function has({ flags }: ts.Type, flag: ts.TypeFlags): boolean {
  return (flags & flag) !== 0;
}

/** In an order of their own: the compiler's depends on what else it has read. */
function sorted(constants: readonly ts.LiteralType[]): readonly unknown[] {
  const byText = constants.map(({ value }) => [JSON.stringify(value), value] as const);
  return byText.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
}
