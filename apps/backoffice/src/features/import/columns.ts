/** What a row may say of a charger, in the order of the form; the names of the import format. */
export const FIELDS = [
  'chargerId',
  'limitAmps',
  'panel',
  'scope',
  'driverExternalId',
  'groups',
  'alias',
  'qaAlias',
  'parking',
  'connectors',
  'paymentTerminals',
  'reason',
] as const;
export type Field = (typeof FIELDS)[number];

export const REQUIRED_FIELDS: readonly Field[] = ['chargerId', 'limitAmps', 'panel', 'scope'];
/** What may be the same for all rows, said once instead of in a column. */
export const FIXABLE_FIELDS: readonly Field[] = ['limitAmps', 'panel', 'scope'];

/** Where the values of a field come from: a column, counted from 0, or one value for all rows. */
export type Source = number | { readonly fixed: string };
export type Mapping = Readonly<Partial<Record<Field, Source>>>;

/** Names without case, blanks and signs, as people write them in spreadsheets. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  chargerId: ['chargerid', 'charger', 'id', 'evse', 'evseid', 'chargeridentity', 'chargepointid'],
  limitAmps: ['limitamps', 'limit', 'limita', 'limitinamps', 'amps', 'current', 'maxamps'],
  panel: ['panel', 'parentpanel', 'panelname', 'parent', 'pod'],
  scope: ['scope', 'chargerscope', 'access'],
  driverExternalId: ['driverexternalid', 'driver', 'externalid', 'driverid'],
  groups: ['groups', 'group', 'groupnames'],
  alias: ['alias', 'name', 'displayname'],
  qaAlias: ['qaalias', 'qacode', 'qa', 'qrcode'],
  parking: ['parking', 'parkingnumber', 'bay', 'parkingspace', 'space'],
  connectors: ['connectors'],
  paymentTerminals: ['paymentterminals', 'paymentterminal', 'terminals', 'terminal'],
  reason: ['reason'],
};

/** The columns that go by a name of a field; of two for one field, the better name counts. */
export function recogniseColumns(header: readonly string[]): Mapping {
  const plain = header.map((name) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''));
  const mapping: Partial<Record<Field, Source>> = {};
  for (const field of FIELDS) {
    const known = NAMES[field].find((name) => plain.includes(name));
    if (known !== undefined) mapping[field] = plain.indexOf(known);
  }
  return mapping;
}

/** A first line that names columns is no row. */
export function isHeader(cells: readonly string[]): boolean {
  return Object.keys(recogniseColumns(cells)).length > 0;
}

export function missingFields(mapping: Mapping): readonly Field[] {
  return REQUIRED_FIELDS.filter((field) => {
    const source = mapping[field];
    return source === undefined || (typeof source === 'object' && source.fixed.trim() === '');
  });
}

/** Columns that no field takes: what they hold is left out. */
export function unusedColumns(header: readonly string[], mapping: Mapping): readonly string[] {
  const used = new Set(Object.values(mapping));
  return header.filter((_name, index) => !used.has(index));
}
