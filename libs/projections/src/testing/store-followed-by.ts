import { type EventStore } from '@chargebook/event-store';

/** The store, but that it is followed in another way. */
export function storeFollowedBy(store: EventStore, follow: EventStore['follow']): EventStore {
  return {
    identity: store.identity,
    append: (...append) => store.append(...append),
    readStream: (...read) => store.readStream(...read),
    follow,
    head: () => store.head(),
    judge: (position) => store.judge(position),
    verify: (position) => store.verify(position),
    holds: (mark) => store.holds(mark),
    close: () => store.close(),
  };
}
