import fc from 'fast-check';

import { foretell } from '../support/foretold';
import { MANAGED, openGarage } from '../support/garage';
import { type Draw, DRAW, type Made, note, WRITES } from '../support/preview-draws';
import { type Person, startTestService, type TestService } from '../support/test-service';

const RUNS = 12;

let service: TestService;
let people: Readonly<Record<Draw['who'], Person>>;

beforeAll(async () => {
  service = await startTestService();
  people = {
    both: await service.person({ '*': ['administrator', 'support'] }),
    administrator: await service.person({ '*': ['administrator'] }),
    support: await service.person({ '*': ['support'] }),
    viewer: await service.person({ '*': ['viewer'] }),
  };
}, 60_000);
afterAll(() => service.stop());

/** A site whose first charger is there already, so that every write finds something. */
async function openSite(label: string, site: object): Promise<Made> {
  const garage = await openGarage(people.both, { site, panel: { ratedLimitAmps: 100 } });
  const url = `/v1/sites/${garage.siteId}`;
  const { panelId } = garage;
  const body = { chargerId: label, limitAmps: 16, panelId, scope: { kind: 'account' } };
  const charger = await people.both('POST', `${url}/chargers`, { body });
  const made = { garage, panels: [`${url}/panels/${panelId}`], chargers: [] };
  note(made, charger);
  return made;
}

/** The present version, or one that is stale. */
async function versionOf(thingUrl: string, { isStale }: Draw): Promise<string> {
  const { status, etag } = await people.both('GET', thingUrl);
  return isStale || status === 404 ? '"0"' : etag;
}

/** The verdict, and the code where there is one. */
async function judge(sites: readonly Made[], draw: Draw): Promise<string> {
  const made = sites[draw.site] as Made;
  const write = WRITES[draw.kind](made, draw);
  const told = await foretell(service, people[draw.who], {
    ...write,
    ...(write.thingUrl !== undefined && { ifMatch: await versionOf(write.thingUrl, draw) }),
  });
  note(made, told.write);
  const { verdict = 'as the write', problem } = told.preview.body;
  return `${verdict} ${problem?.code ?? ''}`.trim();
}

describe('Whatever is written to sites, panels and chargers', () => {
  it('is foretold by its preview, which writes nothing', async () => {
    const seen = new Set<string>();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(DRAW, { minLength: 20, maxLength: 30 }), async (draws) => {
        run += 1;
        // The labels of the draws are held by whichever site was first, for all that come later.
        const sites = [await openSite(`A-${run}`, MANAGED), await openSite(`B-${run}`, {})];
        for (const draw of draws) seen.add(await judge(sites, draw));
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    const verdicts = ['accepted', 'unchanged', 'refused charger-id-taken', 'refused role-missing'];
    const others = ['refused version-mismatch', 'as the write'];
    expect([...seen]).toEqual(expect.arrayContaining([...verdicts, ...others]));
  }, 300_000);
});
