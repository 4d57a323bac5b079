import { isPassing, Problem, type ProblemContent } from '../../lib/problem';
import { type ChargerRow } from './charger-rows';
import { differencesOf, FIELD_NAMES } from './differences';
import { canonical, type ChargerBody, type Directory, idsByName, resolve } from './directory';
import { Forecast, type PanelSum } from './forecast';
import { type BookCharger, type ImportService, type Preview, type Warning } from './import-service';
import { inFlight, patiently } from './in-flight';
import { refusedFor, type Verdict } from './verdict';

export interface RowsToCheck {
  readonly rows: readonly ChargerRow[];
  readonly siteId: string;
  readonly accountId: string;
  /** Told of every row, by its place, in the order in which they are judged. */
  readonly tell: (place: number, verdict: Verdict) => void;
  readonly isStopped: () => boolean;
}

export interface Checked {
  readonly directory: Directory;
  readonly sums: readonly PanelSum[];
}

interface RowToAsk {
  readonly place: number;
  readonly line: number;
  readonly body: ChargerBody;
}

/** Rows by what the book knows already; the others are asked about, a few at a time. */
export async function checkRows(service: ImportService, asked: RowsToCheck): Promise<Checked> {
  const { rows, siteId, tell, isStopped } = asked;
  const { directory, found, forecast } = await surroundingsOf(service, asked);
  const toAsk: RowToAsk[] = [];
  for (const [place, row] of rows.entries()) {
    const resolved = resolve(row, directory);
    const charger = found.get(canonical(row.chargerId));
    if ('faults' in resolved) tell(place, refusedFor(resolved.faults));
    else if (charger !== undefined) tell(place, compared(resolved.body, charger));
    else toAsk.push({ place, line: row.line, body: resolved.body });
  }
  const accepted: RowToAsk[] = [];
  const ask = async (row: RowToAsk): Promise<void> => {
    const verdict = await verdictOn(service, siteId, row.body);
    if (verdict.kind === 'ready') accepted.push(row);
    tell(row.place, verdict);
  };
  await inFlight(toAsk, ask, isStopped);
  for (const { place, line, body } of accepted.sort((one, other) => one.place - other.place)) {
    const faults = forecast.take(line, body);
    if (faults.length > 0) tell(place, refusedFor(faults));
  }
  return { directory, sums: forecast.oversubscribed() };
}

/** Asks only for what the rows speak of. */
async function surroundingsOf(service: ImportService, { rows, siteId, accountId }: RowsToCheck) {
  const namesDrivers = rows.some(({ driverExternalId }) => driverExternalId !== '');
  const namesGroups = rows.some(({ groups }) => groups.length > 0);
  const [site, panels, chargers, drivers, groups] = await Promise.all([
    patiently(() => service.site(siteId)),
    patiently(() => service.panels(siteId)),
    patiently(() => service.chargers(siteId)),
    namesDrivers ? patiently(() => service.drivers(accountId)) : [],
    namesGroups ? patiently(() => service.groups(accountId)) : [],
  ]);
  return {
    directory: {
      panels: idsByName(panels),
      drivers: onlyNamed(
        idsByName(drivers),
        rows.map(({ driverExternalId }) => driverExternalId),
      ),
      groups: onlyNamed(
        idsByName(groups),
        rows.flatMap((row) => row.groups),
      ),
    },
    found: byChargerId(chargers),
    forecast: new Forecast(panels, site),
  };
}

/** What no row names need not be kept. */
function onlyNamed(ids: Directory['drivers'], names: readonly string[]): Directory['drivers'] {
  const wanted = new Set(names.map(canonical));
  return Object.fromEntries(Object.entries(ids).filter(([name]) => wanted.has(name)));
}

/** A retired charger stands back for an active one that has its ID now. */
function byChargerId(chargers: readonly BookCharger[]): ReadonlyMap<string, BookCharger> {
  const found = new Map<string, BookCharger>();
  for (const charger of chargers) {
    const name = canonical(charger.chargerId);
    if (charger.status === 'active' || !found.has(name)) found.set(name, charger);
  }
  return found;
}

/** What is there is left alone. */
export function compared(body: ChargerBody, charger: BookCharger): Verdict {
  const why = differencesOf(body, charger);
  const kind = why.length === 0 ? 'same' : 'different';
  return { kind, codes: [], why, id: charger.id };
}

async function verdictOn(
  service: ImportService,
  siteId: string,
  body: ChargerBody,
): Promise<Verdict> {
  try {
    return verdictOf(await patiently(() => service.preview(siteId, body)));
  } catch (error) {
    return refusalOf(error);
  }
}

/** That a panel has more subscribed than it has is said once for the panel, not at every row. */
const SAID_OF_THE_PANEL = 'panel-oversubscribed';

function verdictOf({ verdict, problem, warnings }: Preview): Verdict {
  if (verdict === 'refused') return problemVerdict(problem ?? {});
  return { kind: 'ready', ...told(warnings) };
}

export function told(warnings: readonly Warning[]): Pick<Verdict, 'codes' | 'why'> {
  const own = warnings.filter(({ code }) => code !== SAID_OF_THE_PANEL);
  return { codes: own.map(({ code }) => code), why: own.map(({ detail }) => detail) };
}

/** The row's fault. @throws what is nobody's: the service is away, or the session over */
export function refusalOf(error: unknown): Verdict {
  if (!(error instanceof Problem) || error.status === 401 || isPassing(error)) throw error;
  const { code, message: detail } = error;
  return problemVerdict({ code, detail, errors: error.errors });
}

interface Told {
  readonly code?: string | undefined;
  readonly pointer?: string;
  readonly detail?: string | undefined;
}

function problemVerdict({ code, detail, errors }: ProblemContent): Verdict {
  const all: readonly Told[] =
    errors === undefined || errors.length === 0 ? [{ code, detail }] : errors;
  const codes = all.map((each) => each.code ?? code ?? '');
  const why = all.map((each) => sentenceOf(each, codes[0] ?? ''));
  return { kind: 'refused', codes: [...new Set(codes)], why };
}

/** What a schema refuses says what must be, not of which field. */
function sentenceOf({ pointer = '', detail = '' }: Told, code: string): string {
  const field = FIELD_NAMES[pointer.split('/')[1] ?? ''];
  return code === 'validation-failed' && field !== undefined ? `${field}: ${detail}` : detail;
}
