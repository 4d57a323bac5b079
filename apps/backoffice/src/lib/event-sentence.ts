import { ACTIVITY_TEXTS } from './texts/activity';
import { EVENT_SENTENCES } from './texts/events';

/** A sentence on both sides of the name of its thing. */
export interface EventSentence {
  readonly before: string;
  readonly after: string;
}

const PLACE = '{thing}';

/** An event that this app is too old to know is told all the same, by its name. */
export function eventSentenceOf(type: string): EventSentence {
  const known = Object.hasOwn(EVENT_SENTENCES, type) ? EVENT_SENTENCES[type] : undefined;
  const sentence = known ?? ACTIVITY_TEXTS.unknown(type);
  const [before = '', after = ''] = sentence.split(PLACE);
  return { before, after };
}
