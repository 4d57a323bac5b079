/** Texts of the latest changes. */
export const ACTIVITY_TEXTS = {
  title: 'Activity',
  intro: 'The latest changes of this account and of what all accounts share. New ones appear here.',
  webhooks: 'Webhooks',
  today: 'Today',
  yesterday: 'Yesterday',
  system: 'The service itself',
  unnamed: 'without a name',
  unknown: (type: string) => `did ${type} to {thing}`,
  reason: (reason: string) => `Reason: ${reason}`,
  list: 'Latest changes',
  emptyTitle: 'Nothing has happened yet',
  emptyText:
    'Every change is kept, with who made it, when and why: sites and panels, chargers, drivers, ' +
    'groups and rates. As soon as there is one, it is told here.',
  beginning: 'This is the first change of the book.',
};
