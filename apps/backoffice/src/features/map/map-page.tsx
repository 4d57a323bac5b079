import './map.css';

import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { useListState } from '../../lib/list-state';
import { useHoldsRole } from '../../lib/session';
import {
  type SiteMap,
  type SitesWithoutLocation,
  useSiteMap,
  useSitesWithoutLocation,
} from '../../lib/site-map';
import { MAP_TEXTS } from '../../lib/texts/map';
import { ChosenSite } from './chosen-site';
import { MapLegend } from './map-legend';
import { SiteList } from './site-list';
import { WithoutLocation } from './without-location';

const MapCanvas = lazy(async () => ({ default: (await import('./map-canvas')).MapCanvas }));

/** The sites of the account where they are, and beside the map all that it shows as a list. */
export function MapPage() {
  const { accountId = '' } = useParams();
  const map = useSiteMap(accountId);
  const without = useSitesWithoutLocation(accountId);
  const toSites = (
    <Link className="page-link" to={`/accounts/${accountId}/energy`}>
      {MAP_TEXTS.toSites}
    </Link>
  );
  return (
    <>
      <PageHead title={MAP_TEXTS.title} actions={toSites} />
      <ProblemNotice error={map.error} onRetry={() => void map.refetch()} />
      {map.data === undefined ? (
        map.error === null && <MapBones />
      ) : (
        <Places accountId={accountId} map={map.data} without={without.data} />
      )}
    </>
  );
}

interface PlacesParts {
  readonly accountId: string;
  readonly map: SiteMap;
  readonly without: SitesWithoutLocation | undefined;
}

function Places({ accountId, map, without }: PlacesParts) {
  const list = useListState();
  const mayEdit = useHoldsRole('administrator', accountId);
  const chosenId = list.value('site');
  const choose = (site: string | undefined): void => list.change({ site }, { replaces: true });
  const chosen = map.features.find(({ id }) => id === chosenId);
  const unlocated = without?.sites.find(({ id }) => id === chosenId);
  const rest = <WithoutLocation accountId={accountId} without={without} mayEdit={mayEdit} />;
  if (map.features.length === 0) {
    const forEditor = without?.sites.length === 0 ? MAP_TEXTS.emptyNoSite : MAP_TEXTS.emptyText;
    const text = mayEdit ? forEditor : MAP_TEXTS.emptyReader;
    return (
      <>
        <EmptyState title={MAP_TEXTS.emptyTitle} text={text} />
        {rest}
      </>
    );
  }
  return (
    <div className="map-page">
      <section className="map-place" aria-label={MAP_TEXTS.map}>
        <p className="visually-hidden">{MAP_TEXTS.mapHelp}</p>
        <Suspense fallback={<MapWaiting />}>
          <MapCanvas sites={map.features} chosenId={chosenId} onChoose={choose} />
        </Suspense>
        <MapLegend />
      </section>
      <div className="map-side">
        {unlocated === undefined ? null : (
          <p role="status" className="map-unlocated">
            {MAP_TEXTS.unlocated(unlocated.name)}
          </p>
        )}
        {chosen === undefined ? null : (
          <ChosenSite site={chosen} mayEdit={mayEdit} onClose={() => choose(undefined)} />
        )}
        <SiteList map={map} chosenId={chosenId} onChoose={choose} />
        {rest}
      </div>
    </div>
  );
}

function MapWaiting() {
  return (
    <div className="map-frame map-waiting" aria-busy="true">
      {MAP_TEXTS.loading}
    </div>
  );
}

function MapBones() {
  return (
    <div className="map-page" aria-busy="true">
      <div className="map-place">
        <MapWaiting />
      </div>
      <div className="map-side">
        {[1, 2, 3, 4].map((bone) => (
          <span key={bone} className="bone bone-site" />
        ))}
      </div>
    </div>
  );
}
