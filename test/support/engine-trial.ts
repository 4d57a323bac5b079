import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { type LogPlace } from '../../apps/api/src/config';
import { createPlace, type Place } from './service';
import { serverProgram } from './test-eventstoredb';

/** `server`: an EventStoreDB of the test's own, which needs a program that starts one. */
type TrialEngine = 'postgres' | 'double' | 'server';

/** A place whose log is kept by one engine. */
export interface Trial {
  readonly place: Place;
  readonly log: LogPlace;
  /** For the processes of the place. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Both engines, with the real one where there is a program for it. */
export const TRIAL_ENGINES: readonly TrialEngine[] = [
  'postgres',
  serverProgram() === undefined ? 'double' : 'server',
];

export async function openTrial(engine: TrialEngine): Promise<Trial> {
  const place = await createPlace({ logNodes: engine === 'server' ? 1 : 0 });
  const close = (): Promise<void> => place.remove();
  if (engine === 'postgres') {
    return { place, log: { engine: 'postgres' }, environment: {}, close };
  }
  if (engine === 'server') {
    const log = { engine: 'eventstoredb', url: await place.logUrl() } as const;
    return { place, log, environment: {}, close };
  }
  const double = await startEventStoreDbDouble();
  const url = double.connectionString;
  return {
    place,
    log: { engine: 'eventstoredb', url },
    environment: { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: url },
    close: async () => {
      await double.stop();
      await close();
    },
  };
}
