import { EventTooLarge, StoreUnavailable } from '@chargebook/event-store';
import { refusalOfError } from '@chargebook/kernel';
import { QueryTooSlow, ReadModelNotReady } from '@chargebook/projections';
import { HttpException } from '@nestjs/common';

import { notFound, Problem, tryAgain } from './problem';
import { problemOfRefusal } from './refusal.problems';

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);
/** Classes of SQLSTATE: connection lost, out of resources, shut down by the operator. */
const UNAVAILABLE_STATES = /^(08|53|57P)/;
const QUERY_CANCELED = '57014';

/** What an error says to the client; undefined for what is nobody's but ours. */
export function problemOfError(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof StoreUnavailable) return storeUnavailable();
  if (error instanceof EventTooLarge) return bodyTooLarge();
  if (error instanceof QueryTooSlow) return queryTooSlow();
  if (error instanceof ReadModelNotReady) {
    return tryAgain('not-caught-up', 'The list is being filled for the first time.');
  }
  return problemOfStream(error) ?? problemOfFramework(error);
}

/** Guards, reads and the facts of other streams meet these outside of any command. */
function problemOfStream(error: unknown): Problem | undefined {
  const refusal = refusalOfError(error);
  return refusal && problemOfRefusal(refusal, ({ code }) => code);
}

function problemOfFramework(error: unknown): Problem | undefined {
  if (error instanceof HttpException) return problemOfStatus(error.getStatus());
  return problemOfCode(codeOf(error)) ?? problemOfStatus(clientStatusOf(error));
}

export function storeUnavailable(): Problem {
  return tryAgain('store-unavailable', 'The book does not answer at the moment.');
}

function queryTooSlow(): Problem {
  return tryAgain('query-too-slow', 'The query was ended at its time limit; narrow it.');
}

function bodyTooLarge(): Problem {
  return new Problem('body-too-large', { detail: 'The request holds more than may be stored.' });
}

const BY_STATUS: Readonly<Record<number, () => Problem>> = {
  400: () => new Problem('malformed-json', { detail: 'The request cannot be read.' }),
  // The interface's page refuses so what lies outside its folder.
  403: notFound,
  404: notFound,
  405: notFound,
  413: bodyTooLarge,
  414: notFound,
  415: () =>
    new Problem('media-type-unsupported', {
      detail: 'The body must be application/json, or application/merge-patch+json with PATCH.',
    }),
};

function problemOfStatus(status: number | undefined): Problem | undefined {
  return status === undefined ? undefined : BY_STATUS[status]?.();
}

/** Errors of Fastify carry the status that they mean; only those of the client's making count. */
function clientStatusOf(error: unknown): number | undefined {
  if (!isObject(error) || !codeOf(error).startsWith('FST_')) return undefined;
  return typeof error['statusCode'] === 'number' ? error['statusCode'] : undefined;
}

function problemOfCode(code: string): Problem | undefined {
  if (code === QUERY_CANCELED) return queryTooSlow();
  if (CONNECTION_CODES.has(code) || UNAVAILABLE_STATES.test(code)) return storeUnavailable();
  return undefined;
}

function codeOf(error: unknown): string {
  return isObject(error) && typeof error['code'] === 'string' ? error['code'] : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
