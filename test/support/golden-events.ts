import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Position, type RecordedEvent, type StreamName } from '@chargebook/event-store';
import { type DecodedEvent, decodeEvent, type EventSchemas } from '@chargebook/kernel';
import { type ProjectedEvent } from '@chargebook/projections';

/** An event as it was stored once, kept so that every later version of the code still reads it. */
export interface GoldenEvent {
  /** As `AccountAdded.v1.json`. */
  readonly fileName: string;
  readonly recorded: RecordedEvent;
}

interface GoldenFile {
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** All golden events of a folder, by the names of their files. */
export function goldenEventsIn(folder: string): readonly GoldenEvent[] {
  return readdirSync(folder)
    .sort()
    .map((fileName) => ({ fileName, recorded: recordedOf(join(folder, fileName)) }));
}

/** The files that there must be: one per type and per version that was ever written. */
export function goldenNamesOf(schemas: EventSchemas): readonly string[] {
  return Object.entries(schemas)
    .flatMap(([type, { upcasts }]) =>
      Array.from({ length: upcasts.length + 1 }, (_, index) => `${type}.v${index + 1}.json`),
    )
    .sort();
}

/** The name that the file of an event must have, by what the event says of itself. */
export function goldenNameOf({ recorded }: GoldenEvent): string {
  const { schemaVersion } = JSON.parse(recorded.metadata) as { readonly schemaVersion: number };
  return `${recorded.type}.v${schemaVersion}.json`;
}

/** The golden events of the folder, each brought up to the present version of its schema. */
export function decodedGoldenEvents(
  folder: string,
  schemas: EventSchemas,
): Readonly<Record<string, DecodedEvent>> {
  const decoded = goldenEventsIn(folder).map(
    ({ fileName, recorded }) => [fileName, decodeEvent(recorded, schemas)] as const,
  );
  return Object.fromEntries(decoded);
}

/** As `decodedGoldenEvents`, in the form that projections are given. */
export function projectedGoldenEvents(
  folder: string,
  schemas: EventSchemas,
): Readonly<Record<string, ProjectedEvent>> {
  const projected = goldenEventsIn(folder).map(
    ({ fileName, recorded }) =>
      [fileName, { recorded, ...decodeEvent(recorded, schemas) }] as const,
  );
  return Object.fromEntries(projected);
}

function recordedOf(path: string): RecordedEvent {
  const { type, data, metadata } = JSON.parse(readFileSync(path, 'utf8')) as GoldenFile;
  return {
    id: '00000000-0000-4000-8000-000000000000',
    stream: 'golden-1' as StreamName,
    revision: 0n,
    position: '1' as Position,
    type,
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
  };
}
