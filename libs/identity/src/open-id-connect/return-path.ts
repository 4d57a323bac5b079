const NOWHERE = 'http://nowhere.invalid';

/** A path of this service to lead back to; whatever might lead elsewhere becomes the start page. */
export function returnPathOf(wish: string | undefined): string {
  if (wish === undefined || !wish.startsWith('/') || !URL.canParse(wish, NOWHERE)) return '/';
  const { origin, pathname, search, hash } = new URL(wish, NOWHERE);
  // As the browser will read it: `//host` and `/\host` lead to another origin, `/.//host` to
  // `//host`.
  return origin === NOWHERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
