import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';

import { APP_TEXTS } from '../lib/texts/app';
import { type Place, PLACES } from './places';

/** Links, not buttons: a place can be opened in a tab of the browser's own. */
export function Tabs({ accountId }: { readonly accountId: string | undefined }) {
  const { pathname } = useLocation();
  const here = pathname.split('/')[3];
  const lit = PLACES.find(({ path }) => path === here);
  const nav = useRef<HTMLElement>(null);
  // Where the tabs are wider than the screen, the one of this place is in sight.
  useEffect(() => {
    const tab = nav.current?.querySelector('.tab-lit');
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [lit]);
  if (accountId === undefined) return <div className="tabs" />;
  return (
    <nav ref={nav} className="tabs" aria-label={APP_TEXTS.tabs.label}>
      {PLACES.filter(({ tab }) => tab !== undefined).map((place) => (
        <NavLink
          key={place.path}
          to={`/accounts/${accountId}/${place.path}`}
          className={classOf(place, lit)}
        >
          {place.tab}
        </NavLink>
      ))}
    </nav>
  );
}

function classOf({ path }: Place, lit: Place | undefined): string {
  const isLit = lit !== undefined && (lit.under ?? lit.path) === path;
  return isLit ? 'tab tab-lit' : 'tab';
}
