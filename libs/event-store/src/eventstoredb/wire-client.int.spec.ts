import { once } from 'node:events';

import {
  type EventStoreDbDouble,
  startEventStoreDbDouble,
} from '../testing/eventstoredb-double/start-double';
import { WireClient } from './wire-client';
import { headRead, logSubscription } from './wire-requests';

const TIMEOUT_MS = 5_000;

let double: EventStoreDbDouble;
beforeAll(async () => {
  double = await startEventStoreDbDouble();
});
afterAll(() => double.stop());

function clusterClient(search: string): WireClient {
  const cluster = double.connectionString.replace('esdb:', 'esdb+discover:');
  return new WireClient(`${cluster}&${search}`);
}

/** A rejection that nobody hears of would end the service, and fails the test that it comes in. */
test('a call that breaks while no server is found rejects nothing but itself', async () => {
  const wire = clusterClient('maxDiscoverAttempts=5');
  const subscription = await wire.subscription(logSubscription(0n));
  await double.inject({ kind: 'unavailable', on: ['gossip'] });
  await double.inject({ kind: 'unavailable', on: ['read'], times: 1 });
  await expect(wire.page(headRead(), TIMEOUT_MS)).rejects.toThrow(/UNAVAILABLE/);
  const searching = wire.page(headRead(), TIMEOUT_MS);
  const broken = once(subscription, 'error');
  await Promise.all([
    expect(searching).rejects.toThrow(/discover/),
    double.cutConnections(),
    broken,
  ]);
  await double.heal();
  expect(await wire.page(headRead(), TIMEOUT_MS)).toHaveLength(1);
  await wire.dispose();
});

test('a subscription is not waited for as long as the search for a server may take', async () => {
  const wire = clusterClient('gossipTimeout=60');
  await double.inject({ kind: 'silence', on: ['gossip'] });
  const late = /^no answer within 5000 ms$/;
  await expect(wire.subscription(logSubscription(0n))).rejects.toThrow(late);
  await double.heal();
  await wire.dispose();
}, 30_000);

test('a client is disposed of while it looks for a server that does not answer', async () => {
  const wire = clusterClient('maxDiscoverAttempts=1&gossipTimeout=60');
  await double.inject({ kind: 'silence', on: ['gossip'] });
  await expect(wire.page(headRead(), 1)).rejects.toThrow(/no answer/);
  await wire.dispose();
});

test.each([
  ['esdb://one?tlsCAFile=/', /^tlsCAFile \/ cannot be read$/],
  ['esdb://one?tls-ca-file=/no%20such', /^tlsCAFile \/no such cannot be read$/],
  ['esdb://one?tls=true&userCertFile=/none&userKeyFile=/', /^userCertFile \/none cannot be read$/],
  [`esdb://one?userCertFile=${__filename}&userKeyFile=/`, /^userKeyFile \/ cannot be read$/],
  ['esdb://one?userKeyFile=%', /^userKeyFile cannot be decoded/],
  ['esdb://user:secret', /^the connection string is no good: it should have port number$/],
  ['esdb://user:secret@one?tls=secret', /no good: it should have true or false$/],
])('what the client cannot use is named, and nothing is quoted: %s', (text, reason) => {
  const make = () => new WireClient(text);
  expect(make).toThrow(reason);
  expect(make).not.toThrow(/secret/);
});
