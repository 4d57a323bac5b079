import { Logger as NestLogger, PinoLogger } from 'nestjs-pino';
import pino, { type Logger } from 'pino';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What may hold a secret wherever it is logged. */
export const LOGGED_SECRETS = [
  'authorization',
  'token',
  'password',
  'headers.authorization',
  'err.parameters',
];

/** JSON lines on standard output, written in blocks: a write per line costs a tenth of the work. */
export function structuredLogger(level: LogLevel): Logger {
  const destination = pino.destination({ dest: 1, minLength: 4_096, sync: false });
  const timer = setInterval(() => destination.flush(), 250);
  timer.unref();
  return pino({ level, redact: LOGGED_SECRETS, base: null }, destination);
}

/** The same log as Nest's own logger; no middleware, so that a request pays for one line alone. */
export function nestLoggerOn(logger: Logger): NestLogger {
  // At its level info Nest tells of every route that it maps.
  const level = logger.level === 'info' ? 'warn' : logger.level;
  return new NestLogger(new PinoLogger({ pinoHttp: { logger: logger.child({}, { level }) } }), {});
}
