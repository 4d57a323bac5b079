import { garbageText, garbageValue, mutated } from './garbage';
import { pick, type Random } from './seeded-random';

/** So much of an OpenAPI document as a request is made from. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  readonly responses: Readonly<Record<string, unknown>>;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface FuzzedRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** Statuses that the document says it may be answered with. */
  readonly declared: readonly string[];
}

/** What was seen in answers, by the name of the member or header: ids, versions, positions. */
export type Seen = Map<string, string[]>;

export interface FuzzedRoute {
  readonly method: string;
  readonly template: string;
  readonly operation: Operation;
}

export function routesOf(document: OpenApi): readonly FuzzedRoute[] {
  return Object.entries(document.paths).flatMap(([template, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      template,
      operation,
    })),
  );
}

/** Makes requests of a route: some as described, some bent, some of garbage. */
export class RequestFuzzer {
  constructor(
    private readonly document: OpenApi,
    private readonly seen: Seen,
    private readonly random: Random,
  ) {}

  requestOf({ method, template, operation }: FuzzedRoute): FuzzedRequest {
    // Half of the requests are as described; the others are bent, each in some of its parts.
    const bend = this.chance(0.5) ? 0 : 0.3;
    const path = this.pathOf(template, bend) + this.queryOf(operation, bend);
    const body = this.bodyOf(operation, bend);
    const headers = this.headersOf(operation, bend, body !== undefined);
    const declared = Object.keys(operation.responses);
    return { operation: `${method} ${template}`, method, path, headers, body, declared };
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }

  private pathOf(template: string, bend: number): string {
    const [, kind = '', action = ''] = /\/(panels|chargers)\/\{\w+\}(.*)$/.exec(template) ?? [];
    const addresses = this.seen.get(`${kind} address`) ?? [];
    // Both ids of one address belong together.
    if (addresses.length > 0 && !this.chance(bend)) return pick(this.random, addresses) + action;
    return template.replace(/(\w[\w-]*)\/\{(\w+)\}/g, (_, parent: string, name: string) => {
      if (this.chance(bend)) return `${parent}/${encodeURIComponent(garbageText(this.random))}`;
      return `${parent}/${this.known(name === 'id' ? `${parent} id` : name)}`;
    });
  }

  private queryOf({ parameters = [] }: Operation, bend: number): string {
    const asked = parameters.filter((it) => it.in === 'query' && this.chance(0.3));
    const pairs = asked.map(({ name, schema }) => {
      const value = this.chance(bend) ? garbageText(this.random) : this.valueOf(schema, name);
      return `${name}=${encodeURIComponent(String(value))}`;
    });
    if (this.chance(bend / 3)) pairs.push('unknown=1', '%zz=%ff', 'limit[]=1');
    return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  }

  private headersOf(
    { parameters = [] }: Operation,
    bend: number,
    hasBody: boolean,
  ): Record<string, string> {
    const headers: Record<string, string> = hasBody ? { 'content-type': 'application/json' } : {};
    if (this.chance(bend / 3)) headers['content-type'] = pick(this.random, MEDIA_TYPES);
    if (this.chance(bend / 10)) headers['authorization'] = garbageHeader(this.random);
    for (const { name } of parameters.filter((it) => this.isSent(it))) {
      headers[name.toLowerCase()] = this.headerOf(name, bend);
    }
    return headers;
  }

  private isSent({ name, in: place }: Parameter): boolean {
    return place === 'header' && (name === 'If-Match' || this.chance(0.3));
  }

  private headerOf(name: string, bend: number): string {
    if (this.chance(bend)) return garbageHeader(this.random);
    if (name === 'Prefer') return 'wait=10';
    if (name === 'Idempotency-Key') return `key-${Math.floor(this.random() * 5_000)}`;
    return this.known(name);
  }

  private bodyOf({ requestBody }: Operation, bend: number): Buffer | undefined {
    const schema = requestBody?.content['application/json']?.schema;
    if (schema === undefined) return undefined;
    const value = this.valueOf(schema, '');
    const bent = this.chance(bend * 2) ? mutated(this.random, value) : value;
    const text = Buffer.from(JSON.stringify(bent) ?? '');
    if (!this.chance(bend / 3)) return text;
    return pick(this.random, [text.subarray(0, -1), Buffer.from([0xff, 0xfe]), Buffer.alloc(0)]);
  }

  private valueOf(schema: Schema, name: string): unknown {
    const { $ref, allOf, oneOf } = schema;
    if ($ref !== undefined) return this.valueOf(this.resolved($ref), name);
    if (schema.nullable === true && this.chance(0.1)) return null;
    if (oneOf !== undefined) return this.valueOf(pick(this.random, oneOf), name);
    if (allOf?.[0] !== undefined) return this.valueOf(allOf[0], name);
    if (schema.enum !== undefined) return pick(this.random, schema.enum);
    return this.plainValueOf(schema, name);
  }

  private plainValueOf(schema: Schema, name: string): unknown {
    const makers: Readonly<Record<string, () => unknown>> = {
      object: () => this.objectOf(schema),
      array: () => this.listOf(schema, name),
      number: () => this.numberOf(schema),
      boolean: () => this.chance(0.5),
      string: () => this.textOf(schema, name),
    };
    const make = makers[schema.type ?? ''] ?? (() => garbageValue(this.random));
    return make();
  }

  private listOf({ items = {} }: Schema, name: string): readonly unknown[] {
    const length = 1 + Math.floor(this.random() * 2);
    const itemName = name.replace(/s$/, '');
    return Array.from({ length }, () => this.valueOf(items, itemName));
  }

  private objectOf({ properties = {}, required = [] }: Schema): object {
    const wanted = Object.entries(properties).filter(
      ([name]) => required.includes(name) || this.chance(0.25),
    );
    return Object.fromEntries(wanted.map(([name, schema]) => [name, this.valueOf(schema, name)]));
  }

  private numberOf({ minimum, maximum, example }: Schema): number {
    const low = minimum ?? 6;
    if (this.chance(0.3)) return pick(this.random, [low, maximum ?? 1000]);
    return typeof example === 'number' ? example : Math.floor(low + this.random() * 20);
  }

  private textOf({ format, example }: Schema, name: string): string {
    if (format === 'uuid' || name === 'cursor') return this.known(name);
    if (name === 'chargerId' || name === 'qaAlias') return `F-${Math.floor(this.random() * 3_000)}`;
    return typeof example === 'string' ? example : `${name} ${Math.floor(this.random() * 1_000)}`;
  }

  private known(name: string): string {
    const values = this.seen.get(name) ?? [];
    return values.length === 0 ? 'none-seen-yet' : pick(this.random, values);
  }

  private resolved(reference: string): Schema {
    return this.document.components.schemas[reference.split('/').at(-1) ?? ''] ?? {};
  }
}

const MEDIA_TYPES = [
  'application/merge-patch+json',
  'application/json; charset=latin1',
  'text/plain',
  'multipart/form-data; boundary=x',
  ';',
];

/** What a client library lets through in a header. */
function garbageHeader(random: Random): string {
  return garbageText(random).replace(/[^\x20-\x7e\x80-\xff]/g, '~');
}
