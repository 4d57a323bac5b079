import { type FieldName, fieldNameOf } from '../../lib/field-problems';
import { EVENT_CATEGORIES } from '../../lib/texts/events';
import { type NewWebhook } from '../../lib/webhooks';

/** The first event that is sent. */
export interface Beginning {
  readonly from: 'start' | 'end' | 'position';
  /** Behind which position. */
  readonly after?: string;
}

export interface WebhookValues extends Beginning {
  readonly url: string;
  readonly ofAll: boolean;
  /** Of several, any will do; none stands for all. */
  readonly categories: readonly string[];
  readonly types: readonly string[];
}

export const NEW_WEBHOOK: WebhookValues = {
  url: '',
  ofAll: false,
  categories: [],
  types: [],
  from: 'end',
};

/** As the interface takes it. */
export function afterOf({ from, after = '' }: Beginning): string {
  return from === 'position' ? after.trim() : from;
}

export function webhookBodyOf(values: WebhookValues, accountId: string): NewWebhook {
  const { url, ofAll, categories, types } = values;
  return {
    url: url.trim(),
    accountId: ofAll ? null : accountId,
    categories: [...categories],
    types: [...types],
    after: afterOf(values),
  };
}

export function webhookField(pointer: string): FieldName | undefined {
  return pointer === '/accountId' ? ['ofAll'] : fieldNameOf(pointer);
}

/** Users are nothing that webhooks are told of. */
export const CATEGORIES = Object.keys(EVENT_CATEGORIES).filter((name) => name !== 'user');

/** The types of the chosen categories, of all where none is chosen, each below its category. */
export function typesWithin(chosen: readonly string[]): readonly (readonly [string, string[]])[] {
  const searched =
    chosen.length === 0 ? CATEGORIES : CATEGORIES.filter((it) => chosen.includes(it));
  return searched.map((category) => [category, Object.keys(EVENT_CATEGORIES[category] ?? {})]);
}
