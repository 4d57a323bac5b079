/** Texts of what would happen, before anything is saved. */
export const PREVIEW_TEXTS = {
  label: 'What would happen',
  asking: 'Looking at what would happen …',
  incomplete: 'Fill in the rest to see what would happen.',
  accepted: 'This can be saved.',
  warned: 'This can be saved. Worth knowing:',
  unchanged: 'Nothing would change.',
  refused: 'This would be refused:',
  unknown: 'What would happen cannot be told just now. You can still try to save.',
  notWellFormed: 'Something is not right yet:',
};
