import { type AnyProjection, type ProjectionGroup } from './projection';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const MEMBER = /^[a-z][A-Za-z0-9]*$/;
const LONGEST_NAME_CHARACTERS = 32;

/** `charger-list` and `chargerList` alike become `charger_list`. */
export function snakeCase(name: string): string {
  return name.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** As `charger_list_v4_g2`, without the schema. */
export function tableOf(projection: AnyProjection, generation: number): string {
  return `${snakeCase(projection.name)}_v${projection.version}_g${generation}`;
}

/** The table with its schema, as it stands in SQL. */
export function qualified(table: string): string {
  return `read.${table}`;
}

/** Another version of any member is another version of the group. */
export function versionOf(group: ProjectionGroup): string {
  return group.projections.map(({ name, version }) => `${name}@${version}`).join('+');
}

/** Name of the advisory lock under which one process folds a generation. */
export function lockOf(groupName: string, generation: number): string {
  return `chargebook.read/${groupName}/${generation}`;
}

/** @throws Error for a name that could not stand in SQL or would be cut there. */
export function checkNames(group: ProjectionGroup): void {
  for (const name of [group.name, ...group.projections.map((projection) => projection.name)]) {
    if (!NAME.test(name) || name.length > LONGEST_NAME_CHARACTERS) {
      throw new Error(`"${name}" is no name of a projection: kebab-case, at most 32 characters`);
    }
  }
  for (const projection of group.projections) checkMembers(projection);
}

function checkMembers({ name, table }: AnyProjection): void {
  const wrong = Object.keys(table.columns).find((member) => !MEMBER.test(member));
  if (wrong !== undefined) throw new Error(`${name}: "${wrong}" is no name of a column`);
  if (!(table.primaryKey in table.columns)) throw new Error(`${name}: the key is no column`);
}
