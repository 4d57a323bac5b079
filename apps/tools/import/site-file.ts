import { ImportStopped } from './import-stopped';
import { canonicalName } from './natural-keys';

type Members = Readonly<Record<string, unknown>>;

export interface PanelEntry {
  readonly name: string;
  readonly parent: string | null;
  /** As the interface takes it, without the parent. */
  readonly body: Members;
}

/** `site.json` as the interface takes it; panels with their parents before them. */
export interface SiteFile {
  readonly account: { readonly name: string; readonly body: Members };
  readonly site: { readonly name: string; readonly body: Members };
  readonly panels: readonly PanelEntry[];
  /** Members that nothing is known of, as `site.colour`: they are left out. */
  readonly unknownMembers: readonly string[];
}

const REMARKS = ['source', 'note'];
const TOP = ['account', 'site', 'panels'];
const ACCOUNT = ['name', 'paymentIntegrations'];
const ADDRESS = ['line1', 'city', 'region', 'postalCode', 'country'];
const FLAT_ADDRESS = { address: 'line1', state: 'region' } as const;
const PLACE = ['latitude', 'longitude'];
const SITE = (
  'name address location timeZone type description externalId memberRatePlanId ' +
  'continuousLoadFactor energyManagement offlineAllocationAmps delayedCharging'
).split(' ');
const PANEL = ['name', 'parent', 'ratedLimitAmps', 'evLimit'];

/** @throws ImportStopped when it names no account, no site or no list of panels */
export function readSiteFile(text: string): SiteFile {
  const file = objectAt(parse(text), 'it');
  const account =
    typeof file['account'] === 'string'
      ? { name: file['account'] }
      : objectAt(file['account'], 'account');
  const site = objectAt(file['site'], 'site');
  const panels = panelsOf(file['panels'] ?? []);
  return {
    account: { name: nameOf(account, 'account'), body: picked(account, ACCOUNT) },
    site: { name: nameOf(site, 'site'), body: siteBody(site) },
    panels: parentsFirst(panels.map(panelEntry)),
    unknownMembers: [
      ...unknown(file, TOP, ''),
      ...unknown(account, ACCOUNT, 'account.'),
      ...unknown(site, [...SITE, ...ADDRESS, 'state', ...PLACE], 'site.'),
      ...panels.flatMap((panel, index) => unknown(panel, PANEL, `panels[${index}].`)),
    ],
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ImportStopped(`site.json is not JSON: ${(error as Error).message}`);
  }
}

function objectAt(value: unknown, where: string): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new ImportStopped(`site.json: ${where} must be an object`);
}

function nameOf({ name }: Members, where: string): string {
  if (typeof name === 'string' && name.trim() !== '') return name.trim();
  throw new ImportStopped(`site.json: the ${where} must have a name`);
}

function panelsOf(value: unknown): readonly Members[] {
  if (!Array.isArray(value)) throw new ImportStopped('site.json: panels must be a list');
  return value.map((panel: unknown, index) => objectAt(panel, `panels[${index}]`));
}

function panelEntry(panel: Members, index: number): PanelEntry {
  const name = nameOf(panel, `panel at panels[${index}]`);
  const parent = panel['parent'] ?? null;
  if (parent !== null && typeof parent !== 'string') {
    throw new ImportStopped(`site.json: the parent of panels[${index}] must be a name or null`);
  }
  return { name, parent, body: picked(panel, ['name', 'ratedLimitAmps', 'evLimit']) };
}

/** The address may stand in the site itself, as may the coordinates. */
function siteBody(site: Members): Members {
  const body = picked(site, SITE);
  const flat = picked(renamed(site), ADDRESS);
  const address = typeof site['address'] === 'object' ? { ...flat, ...site['address'] } : flat;
  const location = picked(site, PLACE);
  return {
    ...body,
    ...(Object.keys(address).length > 0 && { address }),
    ...(Object.keys(location).length > 0 && { location }),
  };
}

function renamed(site: Members): Members {
  const pairs = Object.entries(site).map(([name, value]) => {
    return [FLAT_ADDRESS[name as keyof typeof FLAT_ADDRESS] ?? name, value] as const;
  });
  return Object.fromEntries(pairs);
}

function picked(object: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));
}

function unknown(object: Members, known: readonly string[], within: string): readonly string[] {
  return Object.keys(object)
    .filter((name) => !known.includes(name) && !REMARKS.includes(name))
    .map((name) => `${within}${name}`);
}

/** Those whose parents go round in a circle come last, where no parent is found for them. */
function parentsFirst(panels: readonly PanelEntry[]): readonly PanelEntry[] {
  const sorted: PanelEntry[] = [];
  let waiting = panels;
  for (;;) {
    const names = new Set(waiting.map(({ name }) => canonicalName(name)));
    const ready = waiting.filter(
      ({ parent }) => parent === null || !names.has(canonicalName(parent)),
    );
    if (ready.length === 0) return [...sorted, ...waiting];
    sorted.push(...ready);
    waiting = waiting.filter((panel) => !ready.includes(panel));
  }
}
