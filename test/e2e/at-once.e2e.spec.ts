import { randomUUID } from 'node:crypto';

import {
  addCharger,
  addSite,
  addPanel,
  chargerForm,
  chargerUrl,
  editCharger,
  freshLabel,
  type Garage,
  granted,
  MANAGED,
  openGarage,
  retireCharger,
} from '../support/garage';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Answer, type Person } from '../support/test-service';

const CLIENTS = 64;
const COPIES = 50;

let place: Place;
let service: Service;
let operator: Person;
let garage: Garage;

beforeAll(async () => {
  place = await createPlace();
  service = await startService(place);
  operator = await service.person({ '*': ['administrator'] }, 'dana');
  garage = await openGarage(operator, { site: MANAGED });
}, 120_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
});

function times<Result>(count: number, ask: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => ask(index)));
}

/** How many answers there are of each kind, as `{ '201': 1, '409 charger-id-taken': 63 }`. */
function tally(answers: readonly Answer[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const kind = [status, body?.code ?? []].flat().join(' ');
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

async function chargersOf(
  { siteId }: Garage,
  position: string,
): Promise<readonly { id: string }[]> {
  const url = `/v1/chargers?siteId=${siteId}&limit=200`;
  return (await granted(operator('GET', url, { atLeast: position }))).body.items;
}

describe('Sixty-four clients', () => {
  it('edit one charger by one If-Match: one does, the others hear of the new version', async () => {
    const charger = await addCharger(operator, garage);
    const answers = await times(CLIENTS, (index) =>
      editCharger(operator, charger, { parking: `P-${index}` }),
    );
    expect(tally(answers)).toEqual({ '200': 1, '412 version-mismatch': CLIENTS - 1 });
    const winner = answers.find(({ status }) => status === 200);
    const shown = await operator('GET', chargerUrl(charger));
    expect(shown.body.parking).toBe(winner?.body.parking);
    expect(new Set(answers.map(({ etag }) => etag))).toEqual(new Set([shown.etag]));
  });

  it('add one Charger ID on as many sites: one gets it, the others hear it is taken', async () => {
    const sites = await times(CLIENTS, async () => {
      const { body } = await addSite(operator, garage.accountId);
      const panel = await addPanel(operator, body.id);
      return { ...garage, siteId: body.id as string, panelId: panel.body.id as string };
    });
    const chargerId = freshLabel();
    const answers = await times(CLIENTS, (index) => {
      const site = sites[index] ?? garage;
      const body = chargerForm(site, { chargerId });
      return operator('POST', `/v1/sites/${site.siteId}/chargers`, { body });
    });
    expect(tally(answers)).toEqual({ '201': 1, '409 charger-id-taken': CLIENTS - 1 });
    const [winner] = answers.filter(({ status }) => status === 201);
    await granted(retireCharger(operator, winner as Answer));
    const [next] = sites;
    expect((await addCharger(operator, next ?? garage, { chargerId })).status).toBe(201);
  });

  it('add two labels, half of them the other way round: of each two, one gets both', async () => {
    const pairs = Array.from({ length: CLIENTS / 2 }, () => [freshLabel(), freshLabel()] as const);
    const forms = pairs.flatMap(([one, other]) => [
      chargerForm(garage, { chargerId: one, qaAlias: other }),
      chargerForm(garage, { chargerId: other, qaAlias: one }),
    ]);
    const url = `/v1/sites/${garage.siteId}/chargers`;
    const answers = await Promise.all(forms.map((body) => operator('POST', url, { body })));
    expect(tally(answers)).toEqual({ '201': CLIENTS / 2, '409 charger-id-taken': CLIENTS / 2 });
  });

  it('edit as many chargers of one site: none is in the way of another', async () => {
    const own = await openGarage(operator, { site: MANAGED });
    const chargers = await times(CLIENTS, () => addCharger(operator, own));
    const answers = await times(CLIENTS, (index) =>
      editCharger(operator, chargers[index] as Answer, { limitAmps: 10 + index / 10 }),
    );
    expect(tally(answers)).toEqual({ '200': CLIENTS });
    const shown = await times(CLIENTS, (index) =>
      operator('GET', chargerUrl(chargers[index] as Answer)),
    );
    expect(shown.map(({ body }) => body.limitAmps)).toEqual(
      answers.map((_, index) => 10 + index / 10),
    );
  });
});

describe('The same request with the same key', () => {
  it('sent fifty times at once adds once, with one answer, also after a restart', async () => {
    const own = await openGarage(operator, { site: MANAGED });
    const sent = { key: randomUUID(), body: chargerForm(own, { qaAlias: freshLabel() }) };
    const url = `/v1/sites/${own.siteId}/chargers`;
    const answers = await times(COPIES, () => operator('POST', url, sent));
    expect(tally(answers)).toEqual({ '201': COPIES });
    const [first] = answers as [Answer, ...Answer[]];
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(new Set(answers.map(({ etag }) => etag)).size).toBe(1);
    const replays = answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true');
    expect(replays).toHaveLength(COPIES - 1);

    expect(await service.stop()).toBe(0);
    service = await startService(place);
    operator = await service.person({ '*': ['administrator'] }, 'dana');
    const late = await operator('POST', url, sent);
    expect(late).toMatchObject({ status: 201, etag: first.etag, body: { id: first.body.id } });
    expect(late.headers['idempotency-replayed']).toBe('true');
    expect(await chargersOf(own, first.position)).toHaveLength(1);
    const reused = await operator('POST', url, { ...sent, body: chargerForm(own) });
    expect(reused).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  }, 60_000);

  it('sent fifty times at once edits once, whatever If-Match says by then', async () => {
    const charger = await addCharger(operator, garage);
    const sent = { key: randomUUID(), ifMatch: charger.etag, body: { parking: 'P-1' } };
    const answers = await times(COPIES, () => operator('PATCH', chargerUrl(charger), sent));
    expect(tally(answers)).toEqual({ '200': COPIES });
    expect(new Set(answers.map(({ etag }) => etag)).size).toBe(1);
    const shown = await operator('GET', chargerUrl(charger));
    const next = await granted(editCharger(operator, shown, { parking: 'P-2' }));
    const late = await operator('PATCH', chargerUrl(charger), sent);
    expect(late).toMatchObject({ status: 200, etag: next.etag, body: { parking: 'P-2' } });
  });

  it('sent with two bodies at once adds by one of them and refuses the other', async () => {
    const own = await openGarage(operator, { site: MANAGED });
    const url = `/v1/sites/${own.siteId}/chargers`;
    const pairs = await times(20, (index) => {
      const key = randomUUID();
      const forms = [{ limitAmps: 10 }, { limitAmps: 11 }];
      const bodies = index % 2 === 0 ? forms : [...forms].reverse();
      return times(2, (each) =>
        operator('POST', url, { key, body: chargerForm(own, bodies[each]) }),
      );
    });
    for (const pair of pairs) {
      expect(tally(pair)).toEqual({ '201': 1, '422 idempotency-key-reused': 1 });
    }
    const [last] = pairs
      .flat()
      .filter(({ status }) => status === 201)
      .slice(-1) as [Answer];
    const positions = pairs.flat().flatMap(({ position }) => position || []);
    const newest = [...positions, last.position].sort().at(-1) ?? '';
    expect(await chargersOf(own, newest)).toHaveLength(pairs.length);
  });

  it('is another intent for another person, and on another path', async () => {
    const key = randomUUID();
    const other = await service.person({ '*': ['administrator'] }, 'robin');
    const url = `/v1/sites/${garage.siteId}/chargers`;
    const first = await operator('POST', url, { key, body: chargerForm(garage) });
    const second = await other('POST', url, { key, body: chargerForm(garage) });
    const account = await operator('POST', '/v1/accounts', { key, body: { name: 'Lakeside' } });
    expect(tally([first, second, account])).toEqual({ '201': 3 });
  });

  it('that was refused is decided again', async () => {
    const own = await openGarage(operator, { site: MANAGED, panel: { ratedLimitAmps: 10 } });
    const url = `/v1/sites/${own.siteId}/chargers`;
    const sent = { key: randomUUID(), body: chargerForm(own) };
    expect(await operator('POST', url, sent)).toMatchObject({ status: 422 });
    const panelUrl = `/v1/sites/${own.siteId}/panels/${own.panelId}`;
    const panel = await operator('GET', panelUrl);
    const wider = { body: { ratedLimitAmps: 100 }, ifMatch: panel.etag };
    await granted(operator('PATCH', panelUrl, wider));
    const accepted = await operator('POST', url, sent);
    expect(accepted.status).toBe(201);
    expect(accepted.headers['idempotency-replayed']).toBeUndefined();
  });

  it('of a removal is answered 204 again, and 404 without the key', async () => {
    const panel = await addPanel(operator, garage.siteId);
    const url = `/v1/sites/${garage.siteId}/panels/${panel.body.id}`;
    const sent = { key: randomUUID(), ifMatch: panel.etag };
    const answers = await times(8, () => operator('DELETE', url, sent));
    expect(tally(answers)).toEqual({ '204': 8 });
    expect(await operator('DELETE', url, { ifMatch: panel.etag })).toMatchObject({ status: 404 });
  });
});

describe('Versions', () => {
  it('are of each thing alone: a charger leaves its neighbours, panel and site alone', async () => {
    const [one, two] = [await addCharger(operator, garage), await addCharger(operator, garage)];
    const urls = [
      chargerUrl(two),
      `/v1/sites/${garage.siteId}/panels/${garage.panelId}`,
      `/v1/sites/${garage.siteId}`,
      `/v1/accounts/${garage.accountId}`,
    ];
    const before = await Promise.all(urls.map((url) => operator('GET', url)));
    const edited = await granted(editCharger(operator, one, { parking: 'P-3' }));
    const after = await Promise.all(urls.map((url) => operator('GET', url)));
    expect(edited.etag).not.toBe(one.etag);
    expect(after.map(({ etag }) => etag)).toEqual(before.map(({ etag }) => etag));
    expect(after.map(({ headers }) => headers['cache-control'])).toEqual(
      urls.map(() => 'no-store'),
    );
  });
});
