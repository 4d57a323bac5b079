import { randomUUID } from 'node:crypto';

import {
  addCharger,
  chargerForm,
  chargerUrl,
  freshLabel,
  type Garage,
  MANAGED,
  openGarage,
} from '../support/garage';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Answer, type Person } from '../support/test-service';

let place: Place;
let service: Service;
let operator: Person;
let support: Person;
let viewer: Person;
let garage: Garage;
let charger: Answer;
let takenLabel: string;

beforeAll(async () => {
  place = await createPlace();
  service = await startService(place);
  operator = await service.person({ '*': ['administrator'] });
  support = await service.person({ '*': ['support'] });
  viewer = await service.person({ '*': ['viewer'] });
  garage = await openGarage(operator, { site: MANAGED });
  charger = await addCharger(operator, garage);
  takenLabel = (await addCharger(operator, garage)).body.chargerId;
}, 120_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
});

const UNKNOWN_SITE = `/v1/sites/${randomUUID()}/chargers/${randomUUID()}`;
const JSON_TYPE = { 'content-type': 'application/json' };

async function sendRaw(init: RequestInit): Promise<object> {
  const answer = await fetch(`${service.url}${UNKNOWN_SITE}`, { method: 'PATCH', ...init });
  const { code } = (await answer.json()) as { readonly code: string };
  return { status: answer.status, code };
}

function told({ status, body }: Answer): object {
  return { status, code: body?.code };
}

/** A rule broken, and a label that another has. */
const wrong = () => ({ limitAmps: 5, chargerId: takenLabel });

describe('Of all that is wrong with a request, first comes', () => {
  it('what cannot be read, whoever asks for whatever', async () => {
    const huge = JSON.stringify({ alias: 'x'.repeat(1024 * 1024) });
    const tooLarge = { status: 413, code: 'body-too-large' };
    expect(await sendRaw({ headers: JSON_TYPE, body: huge })).toEqual(tooLarge);
    const type = { 'content-type': 'text/plain' };
    const unsupported = { status: 415, code: 'media-type-unsupported' };
    expect(await sendRaw({ headers: type, body: '{}' })).toEqual(unsupported);
    const malformed = { status: 400, code: 'malformed-json' };
    expect(await sendRaw({ headers: JSON_TYPE, body: '{"a":' })).toEqual(malformed);
  });

  it('the token, before what is not there', async () => {
    const unauthenticated = { status: 401, code: 'unauthenticated' };
    expect(await sendRaw({ headers: JSON_TYPE, body: '{"x":1}' })).toEqual(unauthenticated);
    const headers = { ...JSON_TYPE, authorization: 'Bearer none' };
    expect(await sendRaw({ headers, body: '{"x":1}' })).toEqual(unauthenticated);
  });

  it('the site that is not there, before the role for it', async () => {
    const answer = await viewer('PATCH', UNKNOWN_SITE, { body: { x: 1 } });
    expect(told(answer)).toEqual({ status: 404, code: 'not-found' });
  });

  it('the role for the route, before the form of the body', async () => {
    const answer = await viewer('PATCH', chargerUrl(charger), { body: { x: 1 } });
    expect(told(answer)).toEqual({ status: 403, code: 'role-missing' });
  });

  it('the form of the body, all of it at once, before the key', async () => {
    const key = randomUUID();
    const sent = { key, ifMatch: charger.etag, body: { alias: 'Once' } };
    const changed = await operator('PATCH', chargerUrl(charger), sent);
    expect(changed.status).toBe(200);
    const body = { x: 1, limitAmps: 'a', scope: { kind: 'nobody' } };
    const answer = await operator('PATCH', chargerUrl(charger), { key, body });
    expect(told(answer)).toEqual({ status: 400, code: 'validation-failed' });
    const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers.sort()).toEqual(['/limitAmps', '/scope/kind', '/x']);
    const reused = await operator('PATCH', chargerUrl(charger), { key, body: wrong() });
    expect(told(reused)).toEqual({ status: 422, code: 'idempotency-key-reused' });
    charger = changed;
  });

  it('the charger that is not there, before its version', async () => {
    const url = `/v1/sites/${garage.siteId}/chargers/${randomUUID()}`;
    const answer = await operator('PATCH', url, { body: wrong() });
    expect(told(answer)).toEqual({ status: 404, code: 'not-found' });
  });

  it.each([undefined, '*'])('the version that is not said (If-Match: %s)', async (ifMatch) => {
    const sent = { body: wrong(), ...(ifMatch !== undefined && { ifMatch }) };
    const answer = await support('PATCH', chargerUrl(charger), sent);
    expect(told(answer)).toEqual({ status: 428, code: 'version-required' });
  });

  it('the version that is stale, also where nothing would change', async () => {
    for (const body of [wrong(), { limitAmps: charger.body.limitAmps }]) {
      const answer = await support('PATCH', chargerUrl(charger), { ifMatch: '"0"', body });
      expect(told(answer)).toEqual({ status: 412, code: 'version-mismatch' });
      expect(answer.etag).toBe(charger.etag);
    }
  });

  it('that nothing changes, before the role for a change', async () => {
    const body = { limitAmps: charger.body.limitAmps, alias: 'Once' };
    const sent = { ifMatch: charger.etag, body };
    const answer = await support('PATCH', chargerUrl(charger), sent);
    expect(answer).toMatchObject({ status: 200, etag: charger.etag });
  });

  it('the role for a change, before the rules', async () => {
    const sent = { ifMatch: charger.etag, body: { limitAmps: 5 } };
    const answer = await support('PATCH', chargerUrl(charger), sent);
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'role-missing', pointer: '/limitAmps', role: 'administrator' },
    });
  });

  it('the rules, before what another holds', async () => {
    const sent = { ifMatch: charger.etag, body: wrong() };
    const ruled = await operator('PATCH', chargerUrl(charger), sent);
    expect(told(ruled)).toEqual({ status: 422, code: 'limit-out-of-range' });
    const body = { ...wrong(), limitAmps: 10 };
    const taken = await operator('PATCH', chargerUrl(charger), { ...sent, body });
    expect(told(taken)).toEqual({ status: 409, code: 'charger-id-taken' });
    const last = { ...sent, body: { chargerId: freshLabel(), limitAmps: 10 } };
    expect((await operator('PATCH', chargerUrl(charger), last)).status).toBe(200);
  });

  it('nothing: a refusal wrote nothing', async () => {
    const form = chargerForm(garage, wrong());
    const url = `/v1/sites/${garage.siteId}/chargers`;
    expect(told(await operator('POST', url, { body: form }))).toMatchObject({ status: 422 });
    const atLeast = (await addCharger(operator, garage)).position;
    const listed = await operator('GET', `/v1/chargers?siteId=${garage.siteId}`, { atLeast });
    expect(listed.body.total).toBe(3);
  });
});
