import { Link } from 'react-router';

import { type SitesWithoutLocation } from '../../lib/site-map';
import { MAP_TEXTS } from '../../lib/texts/map';

const TEXTS = MAP_TEXTS.without;

interface WithoutLocationParts {
  readonly accountId: string;
  readonly without: SitesWithoutLocation | undefined;
  readonly mayEdit: boolean;
}

/** The sites that no map can show, each with the way to give it a location. */
export function WithoutLocation({ accountId, without, mayEdit }: WithoutLocationParts) {
  if (without === undefined || without.sites.length === 0) return null;
  const energy = `/accounts/${accountId}/energy`;
  return (
    <section className="map-without" aria-labelledby="map-without-title">
      <h2 id="map-without-title">{TEXTS.title}</h2>
      <p className="quiet">{TEXTS.text}</p>
      <ul>
        {without.sites.map(({ id, name, address }) => (
          <li key={id}>
            <span>
              <Link to={`${energy}/${id}`}>{name}</Link>{' '}
              <span className="quiet">{address.city}</span>
            </span>
            {mayEdit ? (
              <Link to={`${energy}/${id}/edit`} aria-label={TEXTS.giveTo(name)}>
                {TEXTS.give}
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
      {without.isCut ? <p className="quiet">{TEXTS.cut}</p> : null}
    </section>
  );
}
