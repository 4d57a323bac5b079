import { connect, type Socket } from 'node:net';

import { type ChangeStream, openChanges } from '../support/change-stream';
import { addCharger, type Garage, openGarage } from '../support/garage';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Person } from '../support/test-service';

const ADMINISTRATOR = { '*': ['administrator'] } as const;

let place: Place;
let writer: Service;
let reader: Service;
let operator: Person;
let garage: Garage;

beforeAll(async () => {
  place = await createPlace();
  writer = await startService(place);
  reader = await startService(place, { PROJECTIONS: 'off' });
  operator = await writer.person(ADMINISTRATOR);
  garage = await openGarage(operator);
}, 180_000);
afterAll(async () => {
  await reader.stop();
  await writer.stop();
  await place.remove();
});

async function follow(lastSeen?: string): Promise<ChangeStream> {
  const token = await place.token(ADMINISTRATOR);
  const seen = lastSeen === undefined ? {} : { lastSeen };
  return openChanges({ url: `${reader.url}/v1/changes`, token, ...seen });
}

/** A reader that takes nothing of what it is sent. */
async function stuckReader(): Promise<Socket> {
  const token = await place.token(ADMINISTRATOR);
  const socket = connect(Number(new URL(reader.url).port), '127.0.0.1').pause();
  socket.on('error', () => undefined);
  socket.write(`GET /v1/changes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  return socket;
}

describe('A process that projects nothing', () => {
  it('tells what another process has written', async () => {
    const stream = await follow();
    await stream.received('open');
    const charger = await addCharger(operator, garage);
    expect((await stream.received('change')).data).toMatchObject({
      position: charger.position,
      thing: { kind: 'charger', id: charger.body.id },
    });
    stream.leave();
  });

  it('ends in order with streams open, and has those begin anew who come back', async () => {
    const stream = await follow();
    const { id } = await stream.received('open');
    const stuck = await stuckReader();
    // A process that had to cut itself off after 10 seconds would say 1.
    expect(await reader.stop()).toBe(0);
    expect(await stream.ended).toBe(true);
    stuck.destroy();
    const charger = await addCharger(operator, garage);
    reader = await startService(place, { PROJECTIONS: 'off' });
    const back = await follow(id);
    const reset = await back.received('reset');
    expect(reset.data.position >= charger.position).toBe(true);
    back.leave();
  }, 120_000);
});
