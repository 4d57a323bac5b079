import 'maplibre-gl/dist/maplibre-gl.css';

import {
  type GeoJSONSource,
  Map as MapLibre,
  type MapLayerMouseEvent,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

import { type MappedSite } from '../../lib/site-map';
import { type Bounds, placeOf } from './map-sites';
import { MAP_TEXTS } from '../../lib/texts/map';
import {
  CHOSEN_LAYER,
  chosenFilter,
  CLUSTERS,
  LAND,
  type MapColours,
  mapStyle,
  POINTS,
  SITES,
} from './map-style';
import { fetchOutlines } from './outlines';

setWorkerUrl(workerUrl);

const CLOSEST_ZOOM = 14;
/** All sites are shown from no nearer than this, so that the countries around them are seen. */
const ALL_ZOOM = 4;
/** A site that was chosen is shown from no farther than this. */
const SITE_ZOOM = 5;

export interface SiteMapParts {
  readonly container: HTMLElement;
  readonly colours: MapColours;
  readonly onChoose: (siteId: string) => void;
}

/** The map as the page uses it. @throws where the browser cannot draw it */
export class SiteMapView {
  private readonly map: MapLibre;
  private readonly isLoaded: Promise<void>;

  constructor({ container, colours, onChoose }: SiteMapParts) {
    this.map = new MapLibre({
      container,
      style: mapStyle(colours),
      center: [10, 30],
      zoom: 1,
      maxZoom: CLOSEST_ZOOM,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: true,
      locale: { 'Map.Title': MAP_TEXTS.map },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-right');
    container.setAttribute('aria-busy', 'true');
    this.isLoaded = new Promise((resolve) => void this.map.once('load', () => resolve()));
    this.listen(onChoose);
  }

  async drawOutlines(): Promise<void> {
    const [outlines] = await Promise.all([fetchOutlines(), this.isLoaded]);
    await this.source(LAND)?.setData(outlines);
    this.endWaiting();
  }

  async drawSites(sites: readonly MappedSite[]): Promise<void> {
    await this.isLoaded;
    await this.source(SITES)?.setData({ type: 'FeatureCollection', features: sites as never });
  }

  /** Puts the ring around it; without one, around none. */
  async mark(siteId: string | undefined): Promise<void> {
    await this.isLoaded;
    this.map.setFilter(CHOSEN_LAYER, chosenFilter(siteId));
  }

  async recolour(colours: MapColours): Promise<void> {
    await this.isLoaded;
    for (const { id, paint = {} } of mapStyle(colours).layers) {
      for (const [name, value] of Object.entries(paint)) {
        this.map.setPaintProperty(id, name as never, value as never);
      }
    }
  }

  showAll([west, south, east, north]: Bounds): void {
    const corners: [[number, number], [number, number]] = [
      [west, south],
      [east, north],
    ];
    this.map.fitBounds(corners, { padding: 60, maxZoom: ALL_ZOOM, animate: false });
  }

  goTo(site: MappedSite): void {
    const zoom = Math.max(this.map.getZoom(), SITE_ZOOM);
    this.map.easeTo({ center: placeOf(site), zoom, duration: 400 });
  }

  remove(): void {
    this.map.remove();
  }

  /** The land comes last of all that is drawn at first; before it the map rests, too, but empty. */
  private endWaiting(): void {
    const { map } = this;
    void map.once('idle', () => map.getContainer().removeAttribute('aria-busy'));
    map.triggerRepaint();
  }

  private listen(onChoose: (siteId: string) => void): void {
    const { map } = this;
    map.on('click', POINTS, ({ features }) => {
      const siteId: unknown = features?.[0]?.properties['siteId'];
      if (typeof siteId === 'string') onChoose(siteId);
    });
    map.on('click', CLUSTERS, (event) => void this.lookCloser(event));
    for (const layer of [POINTS, CLUSTERS]) {
      map.on('mouseenter', layer, () => map.getCanvas().classList.add('map-over'));
      map.on('mouseleave', layer, () => map.getCanvas().classList.remove('map-over'));
    }
  }

  /** To where the sites of the cluster stand apart. */
  private async lookCloser({ features, lngLat }: MapLayerMouseEvent): Promise<void> {
    const clusterId: unknown = features?.[0]?.properties['cluster_id'];
    const source = this.source(SITES);
    if (typeof clusterId !== 'number' || source === undefined) return;
    const zoom = await source.getClusterExpansionZoom(clusterId);
    this.map.easeTo({ center: lngLat, zoom: Math.min(zoom, CLOSEST_ZOOM), duration: 400 });
  }

  private source(name: string): GeoJSONSource | undefined {
    return this.map.getSource<GeoJSONSource>(name);
  }
}
