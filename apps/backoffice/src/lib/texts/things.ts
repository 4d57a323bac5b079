/** Texts that the lists of drivers, groups, rates and users share. */
export const THING_TEXTS = {
  saved: (name: string) => `${name} is saved.`,
  added: (name: string) => `${name} is added.`,
  removed: (name: string) => `${name} is removed.`,
  undo: 'Undo',
  undone: (name: string) => `${name} is as it was before.`,
  notUndone: 'That was not undone: it was changed again since.',
  goneTitle: 'This is not here',
  goneText: 'It was removed, or moved to an account that you have no role for.',
  lastChange: 'Last change',
  newer: {
    title: 'It was changed while you had it open',
    text: (name: string, ago: string) => `By ${name}, ${ago}. You may keep what you typed, or not.`,
    field: 'Field',
    theirs: 'Now in the book',
    yours: 'Yours',
    none: 'none',
    asItWas: 'as it was',
    keep: 'Keep mine',
    take: 'Take theirs',
  },
  more: 'More',
};
