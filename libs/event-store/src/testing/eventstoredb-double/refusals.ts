import { Metadata, status } from '@grpc/grpc-js';

/** A call that ends with a status other than OK, and the trailers that the client reads. */
export class CallRefused extends Error {
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [name, text] of Object.entries(trailers)) this.metadata.set(name, text);
  }
}

/** The server's own words. */
const REFUSALS = {
  unavailable: [status.UNAVAILABLE, 'upstream connect error'],
  'not-ready': [status.UNAVAILABLE, 'Server Is Not Ready'],
  unauthenticated: [status.UNAUTHENTICATED, 'Unauthenticated'],
  'access-denied': [status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }],
  'consumer-too-slow': [
    status.ABORTED,
    'Operation timed out: Consumer too slow to handle event while live. ' +
      'Client resubscription required.',
  ],
  'commit-timeout': [status.ABORTED, 'Operation timed out: Commit phase timeout.'],
  'position-between-records': [status.UNKNOWN, 'Unexpected ReadAllResult: Error'],
  'no-leader-info': [status.UNKNOWN, 'No leader info available in response'],
  'broken-request': [status.UNKNOWN, 'Exception was thrown by handler.'],
} as const satisfies Record<string, ConstructorParameters<typeof CallRefused>>;

export function refusal(kind: keyof typeof REFUSALS): CallRefused {
  const [code, details, trailers] = REFUSALS[kind] as ConstructorParameters<typeof CallRefused>;
  return new CallRefused(code, details, trailers);
}

export function notLeader(leader: { readonly host: string; readonly port: number }): CallRefused {
  return new CallRefused(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': leader.host,
    'leader-endpoint-port': String(leader.port),
  });
}

export function streamDeleted(stream: string): CallRefused {
  return new CallRefused(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

export function appendTooLarge(maxBytes: number): CallRefused {
  return new CallRefused(status.INVALID_ARGUMENT, `Maximum Append Size of ${maxBytes} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(maxBytes),
  });
}

export function metadataMissing(name: string): CallRefused {
  return new CallRefused(
    status.INVALID_ARGUMENT,
    `Required Metadata Property '${name}' is missing`,
    {
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type,content-type',
    },
  );
}

/** A mistake in a handler reaches the client as the server's own mistakes do. */
export function refusalOf(error: unknown): CallRefused {
  return error instanceof CallRefused ? error : refusal('broken-request');
}
