let taken: string | undefined;

/**
 * The secret of the link, which stands behind the `#` so that no server has it in a log. It is
 * wiped from the address at once, so that neither history nor a glance over the shoulder keeps it.
 * Empty where the link has none, or was cut in the middle of one.
 */
export function takeSecret(): string {
  const { hash } = window.location;
  if (hash !== '') {
    taken = decoded(hash.slice(1));
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return taken ?? '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
