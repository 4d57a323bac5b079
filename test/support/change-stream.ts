import { eventually } from './eventually';

/** A message of a stream of server-sent events, or a heartbeat, which has no event. */
export interface StreamedMessage {
  readonly event: string | undefined;
  readonly id: string | undefined;
  // oxlint-disable-next-line typescript/no-explicit-any -- what was sent is what is tested
  readonly data: any;
}

export interface ChangeStream {
  readonly status: number;
  readonly headers: Headers;
  /** What was received so far, but for what has neither event nor id. */
  readonly messages: readonly StreamedMessage[];
  /** The message of the event with this number, once it is there. */
  received(event: string, number?: number): Promise<StreamedMessage>;
  /** Resolves with true when the server ended it in order, with false when it broke off. */
  readonly ended: Promise<boolean>;
  /** Leaves the stream. */
  leave(): void;
}

export interface StreamRequest {
  readonly url: string;
  readonly token: string;
  readonly lastSeen?: string;
}

/** Reads a stream of changes as an `EventSource` would. */
export async function openChanges(request: StreamRequest): Promise<ChangeStream> {
  const { url, token, lastSeen } = request;
  const leaving = new AbortController();
  const headers = {
    authorization: `Bearer ${token}`,
    ...(lastSeen !== undefined && { 'last-event-id': lastSeen }),
  };
  const answer = await fetch(url, { headers, signal: leaving.signal });
  const messages: StreamedMessage[] = [];
  const ended = readAll(answer, messages).then(
    () => true,
    () => false,
  );
  return {
    status: answer.status,
    headers: answer.headers,
    messages,
    ended,
    received: (event, number = 0) => eventually(() => pickOf(messages, event, number)),
    leave: () => leaving.abort(),
  };
}

function pickOf(
  messages: readonly StreamedMessage[],
  event: string,
  number: number,
): StreamedMessage {
  const message = messages.filter((each) => each.event === event)[number];
  if (message !== undefined) return message;
  throw new Error(`no ${event} ${number} among ${messages.map((each) => each.event).join(' ')}`);
}

async function readAll({ body }: Response, messages: StreamedMessage[]): Promise<void> {
  if (body === null) return;
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (text + String(chunk)).split('\n\n');
    text = blocks.pop() ?? '';
    messages.push(...blocks.map(messageOf).filter(({ event, id }) => event ?? id));
  }
}

function messageOf(block: string): StreamedMessage {
  const field = (name: string): string | undefined => {
    const line = block.split('\n').find((each) => each.startsWith(`${name}: `));
    return line?.slice(name.length + 2);
  };
  const data = field('data');
  return {
    event: field('event'),
    id: field('id'),
    data: data === undefined ? undefined : JSON.parse(data),
  };
}
