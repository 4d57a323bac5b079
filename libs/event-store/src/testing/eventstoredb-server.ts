import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { hasDockerEngine, IMAGE } from './eventstoredb-container';

/** A server that the specs run against. */
export interface EventStoreDbServer {
  readonly url: string;
  /** A second one with a log of its own, which the specs may take back to an earlier state. */
  readonly second?: SecondServer | undefined;
}

export interface SecondServer {
  readonly url: string;
  /** Runs with `back-up` and `restore`, and returns when the server answers again. */
  readonly control?: ((verb: 'back-up' | 'restore') => Promise<void>) | undefined;
}

type Choice =
  | { readonly server: EventStoreDbServer }
  | { readonly image: string }
  | { readonly skipped: string };

/** Which server there is for the specs, or why there is none. */
export function chosenServer(environment: NodeJS.ProcessEnv = process.env): Choice {
  const url = environment.EVENTSTORE_TEST_URL;
  if (url === undefined) return containerOrNone();
  const secondUrl = environment.EVENTSTORE_TEST_SECOND_URL;
  const command = environment.EVENTSTORE_TEST_SECOND_CONTROL;
  const second = secondUrl === undefined ? undefined : { url: secondUrl, control: run(command) };
  return { server: { url, second } };
}

function containerOrNone(): Choice {
  if (hasDockerEngine()) return { image: IMAGE };
  const named = 'EVENTSTORE_TEST_URL names no EventStoreDB server';
  return { skipped: `${named}, and no Docker engine answers` };
}

function run(command: string | undefined): SecondServer['control'] {
  if (command === undefined) return undefined;
  return async (verb) => void (await promisify(execFile)(command, [verb]));
}
