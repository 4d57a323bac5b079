/** What a form has otherwise than it began with; fields that it does not hold are as before. */
export function changesBetween<Values extends object>(
  before: Values,
  now: Partial<Values>,
): Partial<Values> {
  const names = Object.keys(before) as (keyof Values)[];
  const changed = names.filter(
    (name) =>
      name in now && JSON.stringify(plain(before[name])) !== JSON.stringify(plain(now[name])),
  );
  return Object.fromEntries(changed.map((name) => [name, now[name]])) as Partial<Values>;
}

/** The service trims texts, and takes a blank one for none. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() || null;
  return value ?? null;
}
