/** The options of a connection string, by their names in small letters without dashes. */
export function optionsIn(connectionString: string): ReadonlyMap<string, string> {
  const [, query = ''] = connectionString.trim().split('?');
  return optionsOf(query);
}

/** The client, too, knows an option in whatever case and with whatever dashes it is written. */
export function optionsOf(query: string): ReadonlyMap<string, string> {
  const meant = query.replace(/&+$/, '');
  const options = meant === '' ? [] : meant.split('&').map(optionOf);
  return new Map(options);
}

/** A value may have signs of equality in it, as the name of a file may. */
function optionOf(option: string): readonly [name: string, value: string] {
  const [name = '', ...value] = option.split('=');
  return [name.toLowerCase().replace(/[_-]/g, ''), value.join('=')];
}

/** As the client decodes a value; undefined where it cannot. */
export function decodedValue(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
