import { Link, useLocation } from 'react-router';

import { useUnderWay } from '../lib/under-way';

/** In the head of every page but its own: what goes on, and the way to it. */
export function UnderWayNote() {
  const { pathname } = useLocation();
  const elsewhere = useUnderWay().filter(({ path }) => path !== pathname);
  return elsewhere.map(({ path, text }) => (
    <Link key={path} to={path} className="under-way">
      {text}
    </Link>
  ));
}
