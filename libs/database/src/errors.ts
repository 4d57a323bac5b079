/** The embedded database does not start; the message is one line for the person who started it. */
export class DatabaseStartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(oneLine(message), options);
    this.name = 'DatabaseStartError';
  }
}

/** Another live process serves this data directory; nothing was changed. */
export class AlreadyRunning extends Error {
  constructor(
    readonly dataDir: string,
    /** Connection string of the database that runs, with its password: never to be printed. */
    readonly url: string,
  ) {
    super(`already running: another process serves the book in ${dataDir}; nothing was changed`);
    this.name = 'AlreadyRunning';
  }
}

/** The database of DATABASE_URL does not answer, or not to this user; one line, without password. */
export class DatabaseUnreachable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(oneLine(message), options);
    this.name = 'DatabaseUnreachable';
  }
}

/** The text of whatever was thrown, on one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return oneLine(error instanceof Error ? error.message || error.name : String(error));
}

/** The code of a system or PostgreSQL error, as `ENOENT` or `28P01`. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
