/** Thrown where a projection's own code failed on an event. */
export class ProjectionCodeFailed extends Error {
  constructor(override readonly cause: unknown) {
    super(messageOf(cause));
    this.name = 'ProjectionCodeFailed';
  }
}

/** The checkpoint is not where this runner left it: another one has folded on. */
export class CheckpointMoved extends Error {
  constructor(groupName: string, generation: number) {
    super(`the checkpoint of ${groupName}, generation ${generation}, was moved by another runner`);
    this.name = 'CheckpointMoved';
  }
}

/** The generation is no longer kept: another one is read instead. */
export class GenerationRetired extends Error {
  constructor(groupName: string, generation: number) {
    super(`generation ${generation} of ${groupName} is no longer kept`);
    this.name = 'GenerationRetired';
  }
}

/** Classes of SQLSTATE that say "this value", not "this database": 21, 22, 23 and 54. */
const CLASSES_OF_POISON: ReadonlySet<string> = new Set(['21', '22', '23', '54']);

/** SQLSTATE of the error, undefined when it did not come from PostgreSQL. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** True when the database refuses a value, and would refuse it again. */
export function isRefusedValue(error: unknown): boolean {
  return CLASSES_OF_POISON.has(sqlStateOf(error)?.slice(0, 2) ?? '');
}

/** True when an event is at fault, and not the database or the connection. */
export function isPoison(error: unknown): boolean {
  return error instanceof ProjectionCodeFailed || isRefusedValue(error);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
