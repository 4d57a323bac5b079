import { appendFileSync, existsSync, readFileSync } from 'node:fs';

import { type Append, type AppendVerdict, type StoredEvent, StoredLog } from './stored-log';

type EventAsText = Omit<StoredEvent, 'data' | 'metadata'> & {
  readonly data: string;
  readonly metadata: string;
};

/** A log that a killed process leaves behind in a file, one line for each append. */
export class FileLog extends StoredLog {
  constructor(private readonly file: string) {
    super();
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    // What is behind the last line break was not written whole, nor was it acknowledged.
    for (const line of lines.slice(0, -1)) {
      for (const event of JSON.parse(line) as EventAsText[]) this.adopt(fromText(event));
    }
  }

  override append(append: Append): AppendVerdict {
    const before = this.events.length;
    const verdict = super.append(append);
    const written = this.events.slice(before);
    if (written.length > 0) appendFileSync(this.file, `${JSON.stringify(written.map(toText))}\n`);
    return verdict;
  }
}

function toText(event: StoredEvent): EventAsText {
  const [data, metadata] = [event.data, event.metadata].map((bytes) =>
    Buffer.from(bytes).toString('base64'),
  );
  return { ...event, data: `${data}`, metadata: `${metadata}` };
}

function fromText(event: EventAsText): StoredEvent {
  const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
  return { ...event, data: bytesOf(event.data), metadata: bytesOf(event.metadata) };
}
