/** Texts of the receivers that the service itself tells of events. */
export const WEBHOOK_TEXTS = {
  title: 'Webhooks',
  back: 'Activity',
  intro:
    'Services that are told of what happens, each by a POST to its URL: what it follows, how far ' +
    'it has come, and what holds it up. This is looked at anew every five seconds.',
  caption: 'Webhooks of the account and of all accounts',
  columns: {
    url: 'URL',
    follows: 'Follows',
    state: 'Status',
    lastSuccess: 'Last success',
    lastFailure: 'Last failure',
    waiting: 'Waiting',
    actions: 'Actions',
  },
  ofAll: 'All accounts',
  everything: 'All events',
  categories: (names: string) => `Events of ${names}`,
  states: { active: 'Working', failing: 'Retrying', parked: 'Parked' },
  failures: (count: number) => (count === 1 ? '1 failure' : `${count} failures in a row`),
  parkedBy: (reason: string) => `Nothing is sent until it is resumed: ${reason}.`,
  never: 'Never',
  deliveredCount: (count: number) =>
    count === 1 ? '1 event delivered' : `${count.toLocaleString('en')} events delivered`,
  nothingWaits: 'Nothing',
  waiting: (count: number) => (count === 1 ? '1 event' : `${count.toLocaleString('en')} events`),
  manyWait: (count: number) => `more than ${count.toLocaleString('en')} events`,
  deliveredTo: (position: string) => `Delivered up to ${position}`,
  deliveredNothing: 'Nothing is delivered yet',
  actions: (url: string) => `Actions for ${url}`,
  resume: 'Resume',
  resumeHint: 'Goes on behind what was delivered last',
  resumed: 'It is sent again from where it stopped.',
  replay: 'Replay …',
  remove: 'Remove …',
  replayForm: {
    title: 'Replay events',
    text:
      'Events are sent again in their order, under the same ids, so that a receiver knows a ' +
      'repeat. A parked webhook goes on by this, too.',
    confirm: 'Replay',
    done: 'The replay begins.',
  },
  beginning: {
    from: 'Begin',
    start: 'at the first event of the book',
    position: 'behind a position',
    end: 'with what happens from now on: what was before is passed over',
    positionLabel: 'Position',
    positionHelp: 'As events carry it. Its own event is not sent.',
    positionMissing: 'Enter the position of an event.',
  },
  add: 'Add webhook',
  addForm: {
    url: 'URL',
    urlHelp: 'An https address that is on the internet, or in a network that is allowed here.',
    urlMissing: 'Enter the URL that is to be told.',
    ofAll: 'For all accounts',
    ofAllHelp: 'It is told of every account. That needs an administrator of all accounts.',
    categories: 'Categories',
    categoriesAll: 'All categories',
    categoriesHelp: 'Whose events are sent; site has those of panels and chargers, too.',
    types: 'Types of events',
    typesAll: 'All types',
    typesHelp: 'The types that are sent. A type that is not offered here may be typed.',
  },
  secret: {
    title: 'The secret of the webhook',
    text: (url: string) =>
      `Whoever receives at ${url} verifies by it that what comes is from here: each POST is ` +
      'signed with it as Standard Webhooks says.',
    once: 'It is shown this once. Who loses it removes the webhook and adds another.',
    label: 'The secret',
    copy: 'Copy the secret',
    copied: 'The secret is copied.',
    done: 'I have stored it',
  },
  removal: {
    title: 'Remove this webhook?',
    text: (url: string) =>
      `${url} is told of nothing any more, and its secret is worth nothing. Events stay in the ` +
      'book: another webhook may begin at any of them.',
    confirm: 'Remove',
    done: 'The webhook is removed.',
  },
  emptyTitle: 'No webhook yet',
  emptyText:
    'Billing, roaming or an app can be told of every change as it happens, signed, in order and ' +
    'at least once. Add the address that is to be told, and the types of events that it follows; ' +
    'a program does so with POST /v1/webhooks.',
  documentation: 'Interface for programs',
  mayNotTitle: 'Webhooks are for administrators',
  mayNotText: 'Where events are sent is seen and changed by administrators of the account alone.',
};
