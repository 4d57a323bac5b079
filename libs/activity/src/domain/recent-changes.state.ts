import { type Change } from './change.rules';

/** Some minutes of a busy book, or some hours of a quiet one; a change takes some 300 bytes. */
const MAX_KEPT_CHANGES = 4_096;

/** The changes of late, for readers that come back. Positions sort as text. */
export class RecentChanges {
  private readonly kept: Change[] = [];
  private reach: string;

  /** All changes behind `floor` are here. */
  constructor(
    private floor: string,
    private readonly maxKept = MAX_KEPT_CHANGES,
  ) {
    this.reach = floor;
  }

  /** All changes up to here have been told. */
  get reached(): string {
    return this.reach;
  }

  add(changes: readonly Change[], reached: string): void {
    this.kept.push(...changes);
    const forgotten = this.kept.splice(0, Math.max(0, this.kept.length - this.maxKept));
    this.floor = forgotten.at(-1)?.position ?? this.floor;
    this.reach = reached;
  }

  /** What came behind the position; undefined where not all of it is at hand any more. */
  since(position: string): readonly Change[] | undefined {
    if (position < this.floor) return undefined;
    return this.kept.filter((change) => change.position > position);
  }
}
