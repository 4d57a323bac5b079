import { Link, useLocation } from 'react-router';

import { useUnderWay } from '../lib/under-way';

/** On top of every page but its own: what goes on, and the way to it. */
export function UnderWayNote() {
  const { pathname } = useLocation();
  const told = useUnderWay().filter(({ path, text }) => path !== pathname && text !== undefined);
  if (told.length === 0) return null;
  return (
    <p className="under-way">
      {told.map(({ path, text }) => (
        <Link key={path} to={path}>
          {text}
        </Link>
      ))}
    </p>
  );
}
