import { memberRule } from '@chargebook/http';
import { type ApiPropertyOptions } from '@nestjs/swagger';

export const MAX_GROUPS = 100;
const MAX_CARDS = 100;

const NUMBER = /^[0-9a-f]{8,20}$/i;
const ID = /^[0-9a-f]{64}$/;

const NUMBER_SCHEMA = { type: 'string', pattern: '^[0-9A-Fa-f]{8,20}$' } as const;
const LIST = { type: 'array', maxItems: MAX_CARDS, nullable: true } as const;

export const CARD_NUMBERS: ApiPropertyOptions = {
  ...LIST,
  items: NUMBER_SCHEMA,
  example: ['04A2B3C4D5E680'],
};

export const CARDS_OF_EDIT: ApiPropertyOptions = {
  ...LIST,
  description: 'Replaced whole: cards that he keeps by their id, new ones by their number.',
  items: {
    oneOf: [
      NUMBER_SCHEMA,
      {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
        additionalProperties: false,
      },
    ],
  },
  example: ['04A2B3C4D5E680'],
};

/** So that no e-mail address gets into the book as an external id. */
export function WithoutAt(): PropertyDecorator {
  const isGood = (value: unknown): boolean => typeof value === 'string' && !value.includes('@');
  return memberRule('withoutAt', isGood, 'Must be text of 1 to 64 characters without @.');
}

/** No item twice. */
export function DifferentItems(): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    Array.isArray(value) && new Set(value).size === value.length;
  return memberRule('differentItems', isGood, 'Must be a list in which nothing comes twice.');
}

/** Numbers of cards, none of them twice in whatever case. */
export function CardNumbers(): PropertyDecorator {
  return cardList('cardNumbers', 'numbers of 8 to 20 hexadecimal digits', numberKeyOf);
}

/** Cards by number, or as `{id}`, none of them twice. */
export function CardsOfEdit(): PropertyDecorator {
  const form = 'cards, each {id} or a number of 8 to 20 hexadecimal digits';
  return cardList('cardsOfEdit', form, (item) => numberKeyOf(item) ?? idKeyOf(item));
}

function cardList(
  name: string,
  form: string,
  keyOf: (item: unknown) => string | undefined,
): PropertyDecorator {
  const isGood = (value: unknown): boolean => {
    if (!Array.isArray(value) || value.length > MAX_CARDS) return false;
    const keys = value.map(keyOf);
    return !keys.includes(undefined) && new Set(keys).size === keys.length;
  };
  return memberRule(name, isGood, `Must be a list of at most ${MAX_CARDS} ${form}, none twice.`);
}

function numberKeyOf(item: unknown): string | undefined {
  return typeof item === 'string' && NUMBER.test(item) ? item.toUpperCase() : undefined;
}

function idKeyOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || Object.keys(item).join() !== 'id') {
    return undefined;
  }
  const { id } = item as { readonly id: unknown };
  return typeof id === 'string' && ID.test(id) ? id : undefined;
}
