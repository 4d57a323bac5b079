import { useDeferredValue, useMemo, useState } from 'react';

import { SearchBox } from '../../components/search-box';
import { type MappedSite, type SiteMap } from '../../lib/site-map';
import { MAP_TEXTS } from '../../lib/texts/map';
import { ChargerCounts } from './charger-counts';
import { namedSites } from './map-sites';

const TEXTS = MAP_TEXTS.list;
const SHOWN = 100;

interface SiteListParts {
  readonly map: SiteMap;
  readonly chosenId: string | undefined;
  readonly onChoose: (siteId: string) => void;
}

/** All that the map shows, for those who use no mouse or see no map. */
export function SiteList({ map, chosenId, onChoose }: SiteListParts) {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const found = useMemo(() => namedSites(map.features, wanted), [map, wanted]);
  const rest = found.length - SHOWN;
  return (
    <section aria-labelledby="map-list-title">
      <h2 id="map-list-title">{TEXTS.title}</h2>
      <SearchBox label={TEXTS.search} value={search} onSearch={setSearch} />
      {map.truncated === true ? <p className="quiet">{TEXTS.truncated}</p> : null}
      {found.length === 0 ? <p className="quiet">{TEXTS.nothingFound}</p> : null}
      <ul className="map-list">
        {found.slice(0, SHOWN).map((site) => (
          <li key={site.id}>
            <SiteButton site={site} isChosen={site.id === chosenId} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="quiet">{TEXTS.more(rest)}</p> : null}
    </section>
  );
}

interface SiteButtonParts {
  readonly site: MappedSite;
  readonly isChosen: boolean;
  readonly onChoose: (siteId: string) => void;
}

function SiteButton({ site: { id, properties }, isChosen, onChoose }: SiteButtonParts) {
  return (
    <button
      type="button"
      className={isChosen ? 'map-site map-site-chosen' : 'map-site'}
      aria-pressed={isChosen}
      title={TEXTS.show(properties.name)}
      onClick={() => onChoose(id)}
    >
      <span className="map-site-name">{properties.name}</span>
      <ChargerCounts {...properties} />
    </button>
  );
}
