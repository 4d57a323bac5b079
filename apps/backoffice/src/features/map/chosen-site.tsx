import { Button } from 'antd';
import { Link } from 'react-router';

import { type MappedSite } from '../../lib/site-map';
import { MAP_TEXTS } from '../../lib/texts/map';
import { ChargerCounts } from './charger-counts';

const TEXTS = MAP_TEXTS.chosen;

interface ChosenSiteParts {
  readonly site: MappedSite;
  readonly mayEdit: boolean;
  readonly onClose: () => void;
}

/** The site that was chosen, and where one can go from here. */
export function ChosenSite({ site: { id, properties }, mayEdit, onClose }: ChosenSiteParts) {
  const account = `/accounts/${properties.accountId}`;
  return (
    <section className="map-chosen" aria-live="polite">
      <h2>{properties.name}</h2>
      <p>
        <ChargerCounts {...properties} />
      </p>
      <div className="map-links">
        <Link to={`${account}/energy/${id}`}>{TEXTS.open}</Link>
        <Link to={`${account}/chargers?siteId=${id}`}>{TEXTS.chargers}</Link>
        {mayEdit ? <Link to={`${account}/energy/${id}/edit`}>{TEXTS.edit}</Link> : null}
        <Button size="small" onClick={onClose}>
          {TEXTS.close}
        </Button>
      </div>
    </section>
  );
}
