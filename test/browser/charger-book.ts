import { eventually } from '../support/eventually';
import { type Service } from '../support/service';
import { type Answer, type Person } from '../support/test-service';
import { addAccount, addPanel, addSite, type Garage, granted } from '../support/garage';

/** What the chargers' forms need: panels of two kinds of sites, a driver, groups, a rate. */
export interface ChargerBook {
  readonly operator: Person;
  readonly accountId: string;
  readonly accountName: string;
  /** With energy management and delayed charging: more may hang on a panel than it carries. */
  readonly siteId: string;
  readonly mainPanelId: string;
  readonly levelPanelId: string;
  readonly driverId: string;
  readonly groupIds: readonly [string, string];
  readonly ratePlanId: string;
}

const ADMINISTRATOR = { '*': ['administrator', 'support'] } as const;
export const SITE_NAME = 'Quayside Garage';
export const DRIVER_NAME = 'QG-1042';
export const GROUP_NAMES = ['Day shift', 'Night shift'] as const;
export const RATE_NAME = 'Fast chargers';

const SITE = {
  name: SITE_NAME,
  energyManagement: true,
  offlineAllocationAmps: 8,
  delayedCharging: true,
};

let made = 0;

/** An account of its own for each suite, so that none sees another's chargers. */
export async function makeChargerBook(service: Service): Promise<ChargerBook> {
  const operator = await service.person(ADMINISTRATOR, 'dana');
  made += 1;
  const accountName = `Quayside Homes ${made}`;
  const name = { name: accountName, paymentIntegrations: ['payter'] };
  const accountId = idOf(await addAccount(operator, name));
  const drivers = `/v1/accounts/${accountId}/drivers`;
  const add = async (url: string, body: object): Promise<string> =>
    idOf(await granted(operator('POST', url, { body })));
  const siteId = idOf(await addSite(operator, accountId, SITE));
  const main = { name: 'Main', ratedLimitAmps: 200 };
  const mainPanelId = idOf(await addPanel(operator, siteId, main));
  const level = { name: 'Level 1', ratedLimitAmps: 50, parentPanelId: mainPanelId };
  const levelPanelId = idOf(await addPanel(operator, siteId, level));
  const driverId = await add(drivers, { externalId: DRIVER_NAME });
  const first = await add('/v1/groups', { name: GROUP_NAMES[0], accountId });
  const second = await add('/v1/groups', { name: GROUP_NAMES[1], accountId });
  const ratePlanId = await add('/v1/rate-plans', { name: RATE_NAME });
  const groupIds = [first, second] as const;
  const panels = { siteId, mainPanelId, levelPanelId };
  return { operator, accountId, accountName, ...panels, driverId, groupIds, ratePlanId };
}

/** Where chargers are added beside the form. */
export function garageOf(book: ChargerBook, panelId = book.levelPanelId): Garage {
  return { ...book, panelId, position: '' };
}

function idOf({ body }: Answer): string {
  return body.id as string;
}

/** The charger of the account that has this Charger ID, as the list shows it. */
export async function chargerNamed(book: ChargerBook, chargerId: string): Promise<Answer['body']> {
  const query = `accountId=${book.accountId}&chargerId=${chargerId}&status=all`;
  const { siteId, id } = await eventually(async () => {
    const { body } = await granted(book.operator('GET', `/v1/chargers?${query}`));
    expect(body.items).toHaveLength(1);
    return body.items[0];
  });
  return (await granted(book.operator('GET', `/v1/sites/${siteId}/chargers/${id}`))).body;
}
