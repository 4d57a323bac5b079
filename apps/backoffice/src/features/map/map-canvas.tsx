import { Alert, Button } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';

import { type MappedSite } from '../../lib/site-map';
import { MAP_TEXTS } from '../../lib/texts/map';
import { readColours, useAppearance } from './colours';
import { boundsOf } from './map-sites';
import { SiteMapView } from './site-map-view';

interface MapCanvasParts {
  readonly sites: readonly MappedSite[];
  readonly chosenId: string | undefined;
  readonly onChoose: (siteId: string) => void;
}

type Failure = 'unavailable' | 'failed';

/** Where the map is drawn; its code is fetched with it, when a map is first looked at. */
export function MapCanvas({ sites, chosenId, onChoose }: MapCanvasParts) {
  const place = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<Failure>();
  const view = useView(place, { onChoose, onFailure: setFailure });
  const appearance = useAppearance();
  const chosen = sites.find(({ id }) => id === chosenId);
  useEffect(() => void view?.drawSites(sites), [view, sites]);
  useEffect(() => void view?.recolour(readColours()), [view, appearance]);
  useEffect(() => void view?.mark(chosenId), [view, chosenId]);
  useEffect(() => {
    if (chosen !== undefined) view?.goTo(chosen);
  }, [view, chosen]);
  useFirstSight(view, sites, chosen !== undefined);
  const showAll = (): void => showWhole(view, sites);
  if (failure !== undefined) return <MapFailure failure={failure} />;
  return (
    <div className="map-frame">
      <div ref={place} className="map-canvas" />
      <Button className="map-whole" size="small" onClick={showAll}>
        {MAP_TEXTS.whole}
      </Button>
    </div>
  );
}

interface ViewParts {
  readonly onChoose: (siteId: string) => void;
  readonly onFailure: (failure: Failure) => void;
}

/** One map for as long as the page is looked at. */
function useView(place: RefObject<HTMLDivElement | null>, { onChoose, onFailure }: ViewParts) {
  const [view, setView] = useState<SiteMapView>();
  const latest = useRef(onChoose);
  useEffect(() => {
    latest.current = onChoose;
  });
  useEffect(() => {
    const container = place.current;
    if (container === null) return;
    const drawn = draw(container, (siteId) => latest.current(siteId));
    if (drawn === undefined) return onFailure('unavailable');
    drawn.drawOutlines().catch(() => onFailure('failed'));
    setView(drawn);
    return () => {
      setView(undefined);
      drawn.remove();
    };
  }, [place, onFailure]);
  return view;
}

/** Undefined where the browser draws no such thing. */
function draw(container: HTMLElement, onChoose: (siteId: string) => void) {
  try {
    return new SiteMapView({ container, colours: readColours(), onChoose });
  } catch {
    return undefined;
  }
}

/** All of them at first, unless the address names one; later the map stays where it was moved. */
function useFirstSight(
  view: SiteMapView | undefined,
  sites: readonly MappedSite[],
  isOneChosen: boolean,
): void {
  const seen = useRef<SiteMapView>(undefined);
  useEffect(() => {
    if (view === undefined || seen.current === view || sites.length === 0) return;
    seen.current = view;
    if (!isOneChosen) showWhole(view, sites);
  }, [view, sites, isOneChosen]);
}

function showWhole(view: SiteMapView | undefined, sites: readonly MappedSite[]): void {
  const bounds = boundsOf(sites);
  if (bounds !== undefined) view?.showAll(bounds);
}

function MapFailure({ failure }: { readonly failure: Failure }) {
  const isUnavailable = failure === 'unavailable';
  return (
    <Alert
      className="problem-notice"
      type="warning"
      title={isUnavailable ? MAP_TEXTS.unavailableTitle : MAP_TEXTS.failedTitle}
      description={isUnavailable ? MAP_TEXTS.unavailableText : MAP_TEXTS.failedText}
    />
  );
}
