/** What each field of a form says; fields that are one thing together say the same. */
export type Said<Values extends object> = (values: Values) => {
  readonly [Field in keyof Values]: unknown;
};

/** A field of which two forms say different things. */
export interface FieldApart<Values extends object> {
  readonly name: keyof Values;
  /** What was typed is not what the form began with. */
  readonly isTyped: boolean;
  /** What the other saved is not what the form began with. */
  readonly isTheirs: boolean;
}

/** What a form has otherwise than it began with; fields that it does not hold are as before. */
export function changesBetween<Values extends object>(
  before: Values,
  now: Partial<Values>,
  said: Said<Values> = asTheyAre,
): Partial<Values> {
  const whole = { ...before, ...now };
  const [was, is] = [said(before), said(whole)];
  const names = Object.keys(before) as (keyof Values)[];
  return picked(
    whole,
    names.filter((name) => textOf(was[name]) !== textOf(is[name])),
  );
}

/** True where anything differs; a field that is not there is blank. */
export function isOtherwise<Values extends object>(
  before: Partial<Values>,
  now: Partial<Values>,
): boolean {
  const names = Object.keys({ ...before, ...now }) as (keyof Values)[];
  return names.some((name) => textOf(before[name]) !== textOf(now[name]));
}

/** Where two who began with the same are apart, in the form's order. */
export function fieldsApart<Values extends object>(
  began: Values,
  { theirs, typed }: { readonly theirs: Values; readonly typed: Values },
  said?: Said<Values>,
): readonly FieldApart<Values>[] {
  const own = changesBetween(began, typed, said);
  const others = changesBetween(began, theirs, said);
  const names = Object.keys(changesBetween(theirs, typed, said)) as (keyof Values)[];
  return names.map((name) => ({ name, isTyped: name in own, isTheirs: name in others }));
}

/** What was typed where the other left the fields as they were. */
export function typedAlone<Values extends object>(
  typed: Values,
  apart: readonly FieldApart<Values>[],
): Partial<Values> {
  const own = apart.filter(({ isTyped, isTheirs }) => isTyped && !isTheirs);
  return picked(
    typed,
    own.map(({ name }) => name),
  );
}

/** Fields that are sent along with others change nothing by themselves. */
export function unlessAlone<Values extends object>(
  changes: Partial<Values>,
  sentAlong: readonly (keyof Values)[],
): Partial<Values> {
  const names = Object.keys(changes) as (keyof Values)[];
  return names.every((name) => sentAlong.includes(name)) ? {} : changes;
}

export function picked<Values extends object>(
  values: Values,
  names: readonly (keyof Values)[],
): Partial<Values> {
  return Object.fromEntries(names.map((name) => [name, values[name]])) as Partial<Values>;
}

function asTheyAre<Values>(values: Values): Values {
  return values;
}

/** The service trims texts, and takes a blank one for none; so is a list of nothing. */
function textOf(value: unknown): string {
  return JSON.stringify([value], (_name, member: unknown) => {
    if (typeof member === 'string') return member.trim() || undefined;
    return Array.isArray(member) && member.length === 0 ? undefined : (member ?? undefined);
  });
}
