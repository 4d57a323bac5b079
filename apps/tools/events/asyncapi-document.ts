import { type EventDataSchema } from './event-schemas';

const TEXT = { type: 'string' } as const;
const CLOUD_EVENT = '#/components/schemas/CloudEvent';

/** What every event carries beside its data; the names are those of CloudEvents 1.0. */
const CLOUD_EVENT_SCHEMA = {
  type: 'object',
  required: [
    'specversion',
    'id',
    'source',
    'type',
    'subject',
    'time',
    'datacontenttype',
    'dataschema',
    'position',
    'revision',
    'partitionkey',
    'actorid',
    'actorrole',
    'commandid',
    'correlationid',
    'causationid',
    'data',
  ],
  properties: {
    specversion: { const: '1.0' },
    id: { ...TEXT, format: 'uuid', description: 'Of the event, for ever.' },
    source: { ...TEXT, description: 'The book, as `urn:chargebook:book:<id>`.' },
    type: TEXT,
    subject: { ...TEXT, description: 'The stream; its category is before the first dash.' },
    time: { ...TEXT, format: 'date-time' },
    datacontenttype: { const: 'application/json' },
    dataschema: { ...TEXT, description: 'Names the schema of the data: type and version.' },
    position: { ...TEXT, description: 'Place in the log; sorts as text in its order.' },
    revision: { ...TEXT, pattern: '^[0-9]+$', description: 'Place in the stream, rising.' },
    partitionkey: { ...TEXT, description: 'The thing, as a charger, that was made or changed.' },
    accountid: { ...TEXT, description: 'Absent for what is of all accounts.' },
    actorid: TEXT,
    actorrole: TEXT,
    commandid: { ...TEXT, description: 'The events of one command have it in common.' },
    correlationid: TEXT,
    causationid: TEXT,
    reason: TEXT,
    data: { type: 'object' },
  },
} as const;

/** The events of the book, as AsyncAPI 3 describes what a service sends. */
export function asyncApiDocument(events: readonly EventDataSchema[]): object {
  const names = events.map(nameOf);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Chargebook',
      version: '1',
      description:
        'The events of the book, in the order of its log. Page by page they are at ' +
        '`GET /v1/events` of openapi.json.',
    },
    defaultContentType: 'application/cloudevents+json',
    servers: { local: { host: '127.0.0.1:3000', protocol: 'http' } },
    channels: {
      events: {
        address: '/v1/events/stream',
        description:
          'Server-sent events. Of those named `event` the data is one of these messages, and the ' +
          'id its position; `Last-Event-ID` continues behind it.',
        messages: referencesOf(names, 'components/messages'),
      },
    },
    operations: {
      sendEvents: {
        action: 'send',
        channel: { $ref: '#/channels/events' },
        messages: names.map((name) => ({ $ref: `#/channels/events/messages/${name}` })),
      },
    },
    components: {
      messages: Object.fromEntries(events.map((event) => [nameOf(event), messageOf(event)])),
      schemas: {
        CloudEvent: CLOUD_EVENT_SCHEMA,
        ...Object.fromEntries(events.map((event) => [nameOf(event), event.schema])),
      },
    },
  };
}

function nameOf({ type, version }: EventDataSchema): string {
  return `${type}.v${version}`;
}

function referencesOf(names: readonly string[], place: string): object {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/${place}/${name}` }]));
}

function messageOf(event: EventDataSchema): object {
  const { type, category, schema } = event;
  const said = {
    type: { const: type },
    dataschema: { const: schema.$id },
    data: { $ref: `#/components/schemas/${nameOf(event)}` },
  };
  return {
    name: type,
    title: schema.title,
    tags: [{ name: category }],
    payload: { allOf: [{ $ref: CLOUD_EVENT }, { type: 'object', properties: said }] },
  };
}
