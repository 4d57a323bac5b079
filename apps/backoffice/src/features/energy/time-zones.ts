/** Names of the time zone database that the browser knows, and the one that is set already. */
export function timeZones(known: string): readonly string[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
  if (known !== '') zones.add(known);
  return [...zones].sort();
}
