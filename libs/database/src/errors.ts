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

/**
 * The database of DATABASE_URL does not answer, or not to this user; one line, without password.
 */
export class DatabaseUnreachable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(oneLine(message), options);
    this.name = 'DatabaseUnreachable';
  }
}

/** The file is no archive that can be loaded; nothing was changed. */
export class ArchiveRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(oneLine(message), options);
    this.name = 'ArchiveRefused';
  }
}

/** The text of whatever was thrown, on one line. */
export function reasonOf(error: unknown): string {
  const { message, name } = partsOf(error);
  return oneLine(message || name || String(error));
}

/** The code of a system or PostgreSQL error, as `ENOENT` or `28P01`. */
export function codeOf(error: unknown): string | undefined {
  return partsOf(error).code;
}

interface ErrorParts {
  readonly code?: string;
  readonly message?: string;
  readonly name?: string;
}

/** Read without `instanceof`: a test's realm has an Error class of its own. */
function partsOf(error: unknown): ErrorParts {
  if (typeof error !== 'object' || error === null) return {};
  // Several addresses were tried, and each failed: the first tells enough.
  const [first] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return first === undefined ? error : partsOf(first);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
