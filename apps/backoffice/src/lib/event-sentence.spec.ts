import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { eventSentenceOf } from './event-sentence';
import { EVENT_CATEGORIES, EVENT_SENTENCES, LAST_EVENTS } from './texts/events';

const LIBS = resolve(__dirname, '../../../../libs');

/** Every event of the domain has a golden file: `ChargerAdded.v1.json`. */
function eventTypes(library: string): readonly string[] {
  const golden = namesIn(join(LIBS, library, 'src/domain/golden'));
  return [...new Set(golden.map((name) => name.split('.')[0] ?? ''))];
}

/** A context that writes events is called as the category of its streams. */
function categories(): readonly (readonly [string, readonly string[]])[] {
  return readdirSync(LIBS)
    .map((library) => [library.replace('-p', 'P'), eventTypes(library)] as const)
    .filter(([, types]) => types.length > 0);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

describe('The catalogue of sentences', () => {
  it('has one for every event of the golden files, by their categories', () => {
    const sorted = (types: readonly string[]): readonly string[] => [...types].sort();
    const known = Object.entries(EVENT_CATEGORIES).map(
      ([category, sentences]) => [category, sorted(Object.keys(sentences))] as const,
    );
    const golden = categories().map(([category, types]) => [category, sorted(types)] as const);
    expect(new Map(known)).toEqual(new Map(golden));
    expect(Object.keys(EVENT_SENTENCES).length).toBeGreaterThan(40);
  });

  it.each(Object.entries(EVENT_SENTENCES))('%s is said of a thing: %s', (_type, sentence) => {
    expect(sentence).toMatch(/^[a-z][^{}]*\{thing\}[^{}]*$/);
  });

  it('knows the events after which nothing is left', () => {
    expect(LAST_EVENTS.filter((type) => !Object.hasOwn(EVENT_SENTENCES, type))).toEqual([]);
  });
});

describe('A sentence', () => {
  it('stands on both sides of its thing', () => {
    const sentence = { before: 'moved panel ', after: ' to another parent' };
    expect(eventSentenceOf('PanelMoved')).toEqual(sentence);
  });

  it('is there for an event that is newer than the app, too', () => {
    expect(eventSentenceOf('ChargerPainted').before).toContain('ChargerPainted');
  });
});
