import { type DataShape, fitsOf } from './data-shape';
import { type EventMetadata } from './envelope';

const TEXT: DataShape = { type: 'string' };
const TEXTS: DataShape = { type: 'array', items: TEXT };

function objectOf(
  properties: Readonly<Record<string, DataShape>>,
  optional: readonly string[] = [],
): DataShape {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required };
}

const hasForm = fitsOf(
  objectOf(
    {
      $correlationId: TEXT,
      $causationId: TEXT,
      actor: objectOf({ id: TEXT, role: TEXT }),
      accountId: { anyOf: [TEXT, { type: 'null' }] },
      command: objectOf({ id: TEXT, fingerprint: TEXT, effect: TEXT, thing: TEXT }),
      reason: TEXT,
      schemaVersion: { type: 'number' },
      recordedAt: TEXT,
      touches: TEXTS,
      takes: { type: 'array', items: objectOf({ claimId: TEXT, thing: TEXT }) },
      drops: TEXTS,
    },
    ['reason', 'takes', 'drops'],
  ),
);

/** True for what this service writes beside the data of its events. */
export function isMetadata(value: object): value is EventMetadata {
  if (!hasForm(value)) return false;
  const { schemaVersion, recordedAt } = value as EventMetadata;
  const isVersion = Number.isInteger(schemaVersion) && schemaVersion >= 1;
  return isVersion && !Number.isNaN(Date.parse(recordedAt));
}
