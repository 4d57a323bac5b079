/** The path to go to after signing in; what leads elsewhere, or back to the door, is dropped. */
export function safeReturnPath(wanted: string | null): string {
  if (wanted === null || !URL.canParse(wanted, window.location.origin)) return '/';
  const url = new URL(wanted, window.location.origin);
  // `/.//host` is a path of ours that would be read as another server the next time.
  const isPath = wanted.startsWith('/') && !url.pathname.startsWith('//');
  const isOurs = isPath && url.origin === window.location.origin;
  return !isOurs || url.pathname === '/sign-in' ? '/' : `${url.pathname}${url.search}`;
}

export function signInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(from)}`;
}
