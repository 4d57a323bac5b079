import { type DeskState, type ImportDesk } from './import-desk';

/** What every step of the page is handed. */
export interface SectionParts {
  readonly accountId: string;
  readonly desk: ImportDesk;
  readonly state: DeskState;
}
