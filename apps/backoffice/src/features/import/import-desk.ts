import { type Checked, checkRows } from './check-rows';
import { type Mapping } from './columns';
import { resolve } from './directory';
import { type Draft, EMPTY_DRAFT, type Sheet, sheetOf, withHeader, withSource } from './draft';
import { type ImportService } from './import-service';
import { forgetImport, keepImport, KEPT_FORMAT, keptImport } from './kept-import';
import { isBusy, keptPhase, type Phase } from './phase';
import { type ParseRecords } from './read-table';
import { addRows, type RowToAdd } from './run-rows';
import { type Verdict, type Verdicts } from './verdict';

export interface DeskState {
  readonly draft: Draft;
  readonly sheet: Sheet;
  readonly phase: Phase;
  readonly verdicts: Verdicts;
  readonly checked: Checked | undefined;
  /** How many rows the present check or run has done, of how many. */
  readonly progress: { readonly done: number; readonly total: number };
  /** False when the browser would not keep it: a reload would lose it. */
  readonly isKept: boolean;
  /** Why the check or the run stopped. */
  readonly error: unknown;
}

export interface DeskParts {
  readonly accountId: string;
  /** Where it outlives a reload. */
  readonly keptAt: string;
  readonly service: ImportService;
  readonly parse: ParseRecords;
  /** Called when rows were added and no more are under way. */
  readonly onWritten: () => void;
}

const TELL_EVERY_MS = 100;
const KEEP_EVERY_MS = 3_000;
const NOTHING_KEPT = { draft: EMPTY_DRAFT, phase: 'open', verdicts: [], checked: null } as const;

/**
 * One import, from its rows to its report. It stands outside the page, so that it goes on while
 * one looks around, and it is kept, so that a reload loses nothing.
 */
export class ImportDesk {
  private state: DeskState;
  private verdicts: (Verdict | undefined)[] = [];
  private done = 0;
  private readonly listeners = new Set<() => void>();
  private tellTimer: number | undefined;
  private keepTimer: number | undefined;
  private isStopping = false;
  private isResumed = false;
  private isClosed = false;

  constructor(private readonly parts: DeskParts) {
    const kept = keptImport(parts.keptAt) ?? NOTHING_KEPT;
    const { draft, phase, checked } = kept;
    this.verdicts = kept.verdicts.map((verdict) => verdict ?? undefined);
    this.isResumed = phase === 'paused';
    this.state = {
      draft,
      sheet: sheetOf(draft, parts.parse),
      phase,
      verdicts: [...this.verdicts],
      checked: checked ?? undefined,
      progress: { done: 0, total: 0 },
      isKept: true,
      error: undefined,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): DeskState => this.state;

  get isBusy(): boolean {
    return isBusy(this.state.phase);
  }

  chooseSite(siteId: string): void {
    this.change({ ...this.state.draft, siteId });
  }

  takeRows(name: string, text: string): void {
    this.change(withSource(this.state.draft, { name, text }, this.parts.parse));
  }

  takeHeader(hasHeader: boolean): void {
    this.change(withHeader(this.state.draft, hasHeader, this.parts.parse));
  }

  map(mapping: Mapping): void {
    this.change({ ...this.state.draft, mapping });
  }

  /** The site stays: the next file is often of the same. */
  clear(): void {
    const { siteId } = this.state.draft;
    this.change({ ...EMPTY_DRAFT, ...(siteId !== undefined && { siteId }) });
  }

  /** Asks what would become of every row. */
  check(): void {
    const { draft, sheet } = this.state;
    const { siteId } = draft;
    if (this.isBusy || siteId === undefined || !sheet.isReady) return;
    this.begin('checking', sheet.rows.length);
    this.verdicts = sheet.rows.map(() => undefined);
    void checkRows(this.parts.service, {
      rows: sheet.rows,
      siteId,
      accountId: this.parts.accountId,
      tell: (place, verdict) => this.settle(place, verdict),
      isStopped: () => this.isStopping,
    }).then(
      (checked) => this.end(this.isStopping ? { phase: 'open' } : { phase: 'checked', checked }),
      (error: unknown) => this.end({ phase: 'open', error }),
    );
  }

  /** Adds what the check found to be added. */
  run(): void {
    const { siteId } = this.state.draft;
    const rows = this.rowsToAdd();
    if (this.isBusy || siteId === undefined || rows.length === 0) return;
    this.begin('running', rows.length);
    void addRows(this.parts.service, {
      siteId,
      rows,
      isResumed: this.isResumed,
      tell: (place, verdict) => this.settle(place, verdict),
      isStopped: () => this.isStopping,
    }).then(
      () => this.endRun(undefined),
      (error: unknown) => this.endRun(error),
    );
  }

  /** Ends a check; pauses a run, once the rows that are under way are done. */
  stop(): void {
    if (!this.isBusy) return;
    this.isStopping = true;
    if (this.state.phase === 'running') this.show({ phase: 'pausing' });
  }

  /** Keeps it as it is now, for when its person comes back, and nothing of what comes later. */
  close(): void {
    this.keep();
    this.isClosed = true;
    this.stop();
  }

  /** Keeps it as it is now: the page may go. */
  readonly keep = (): void => {
    window.clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    if (this.isClosed) return;
    const { keptAt } = this.parts;
    const { draft, phase, checked } = this.state;
    const isEmpty = draft.source === undefined && draft.siteId === undefined;
    if (isEmpty) {
      forgetImport(keptAt);
      return;
    }
    const verdicts = this.verdicts.map((verdict) => verdict ?? null);
    const isKept = keepImport(keptAt, {
      format: KEPT_FORMAT,
      draft,
      verdicts,
      checked: checked ?? null,
      phase: keptPhase(phase),
    });
    if (isKept !== this.state.isKept) this.show({ isKept });
  };

  /** A reload loses nothing, but a closed tab does: the browser does not say which it will be. */
  readonly askFirst = (event: BeforeUnloadEvent): void => {
    const { draft, phase } = this.state;
    if (draft.source !== undefined && phase !== 'done') event.preventDefault();
  };

  private rowsToAdd(): readonly RowToAdd[] {
    const { sheet, checked } = this.state;
    if (checked === undefined) return [];
    return sheet.rows.flatMap((row, place) => {
      if (this.verdicts[place]?.kind !== 'ready') return [];
      const resolved = resolve(row, checked.directory);
      return 'body' in resolved ? [{ place, body: resolved.body }] : [];
    });
  }

  /** Another choice makes what was found out worthless. */
  private change(draft: Draft): void {
    if (this.isBusy) return;
    this.verdicts = [];
    this.isResumed = false;
    const sheet = sheetOf(draft, this.parts.parse);
    this.show({ draft, sheet, phase: 'open', checked: undefined, error: undefined });
    this.keepSoon();
  }

  private begin(phase: Phase, total: number): void {
    this.isStopping = false;
    this.done = 0;
    this.show({ phase, error: undefined, progress: { done: 0, total } });
  }

  private settle(place: number, verdict: Verdict): void {
    // What was judged alone is judged once more with the rows above it.
    if (this.verdicts[place] === undefined || this.state.phase !== 'checking') this.done += 1;
    this.verdicts[place] = verdict;
    this.keepSoon();
    this.tellTimer ??= window.setTimeout(() => this.show({}), TELL_EVERY_MS);
  }

  private endRun(error: unknown): void {
    const phase = this.rowsToAdd().length === 0 ? 'done' : 'paused';
    this.isResumed = phase === 'paused';
    this.end({ phase, error });
    this.parts.onWritten();
  }

  private end(changes: Partial<DeskState>): void {
    this.isStopping = false;
    if (changes.phase === 'open') this.verdicts = [];
    this.show(changes);
    this.keep();
  }

  private show(changes: Partial<DeskState>): void {
    window.clearTimeout(this.tellTimer);
    this.tellTimer = undefined;
    const state = { ...this.state, ...changes };
    const progress = { ...state.progress, done: this.done };
    this.state = { ...state, progress, verdicts: [...this.verdicts] };
    for (const listener of this.listeners) listener();
  }

  private keepSoon(): void {
    this.keepTimer ??= window.setTimeout(this.keep, KEEP_EVERY_MS);
  }
}
