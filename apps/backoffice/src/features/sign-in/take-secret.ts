let taken: string | undefined;

/**
 * The secret of the link, which stands behind the `#` so that no server has it in a log. It is
 * wiped from the address at once, so that neither history nor a glance over the shoulder keeps it.
 */
export function takeSecret(): string {
  const secret = decodeURIComponent(window.location.hash.slice(1));
  if (secret !== '') {
    taken = secret;
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return taken ?? '';
}
