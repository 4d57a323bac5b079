import { compared, refusalOf, told } from './check-rows';
import { type ChargerBody } from './directory';
import { type ImportService } from './import-service';
import { inFlight, patiently } from './in-flight';
import { rowKeyOf } from './row-key';
import { type Verdict } from './verdict';

export interface RowToAdd {
  readonly place: number;
  readonly body: ChargerBody;
}

export interface RowsToAdd {
  readonly siteId: string;
  readonly rows: readonly RowToAdd[];
  /** True when rows may have been sent before the page was loaded anew. */
  readonly isResumed: boolean;
  readonly tell: (place: number, verdict: Verdict) => void;
  readonly isStopped: () => boolean;
}

/** Adds the rows, a few at a time; one that is refused stops no other. */
export async function addRows(service: ImportService, adding: RowsToAdd): Promise<void> {
  const add = async (row: RowToAdd): Promise<void> => {
    adding.tell(row.place, await addRow(service, adding, row.body));
  };
  await inFlight(adding.rows, add, adding.isStopped);
}

async function addRow(
  service: ImportService,
  { siteId, isResumed }: RowsToAdd,
  body: ChargerBody,
): Promise<Verdict> {
  const key = rowKeyOf(body);
  let tries = 0;
  try {
    const { charger, warnings, isReplay } = await patiently(() => {
      tries += 1;
      return service.add(siteId, body, key);
    });
    // An earlier import added it, though the list did not show it: it was renamed since.
    const isOfEarlier = isReplay && tries === 1 && !isResumed;
    if (isOfEarlier) return compared(body, charger);
    return { kind: 'added', id: charger.id, ...told(warnings) };
  } catch (error) {
    return refusalOf(error);
  }
}
