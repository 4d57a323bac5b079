import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';

/** The page's own colours, so that the map is light or dark with it. */
export interface MapColours {
  readonly sea: string;
  readonly land: string;
  readonly border: string;
  readonly text: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly quiet: string;
  readonly surface: string;
}

export const LAND = 'land';
export const SITES = 'sites';
/** Layers that can be chosen with the mouse. */
export const CLUSTERS = 'clusters';
export const POINTS = 'points';
const CHOSEN = 'chosen';

const NOTHING = { type: 'FeatureCollection', features: [] } as const;
const FONT = ['sans-serif'];
/** From this zoom on, every site stands for itself. */
const APART_FROM_ZOOM = 9;

const IS_CLUSTER = ['has', 'point_count'] as const;
const IS_SITE = ['!', ['has', 'point_count']] as const;
const HAS_PUBLIC = ['>', ['get', 'publicChargerCount'], 0] as const;

/** The whole style, whose sources are filled in once the map is there. Nothing is fetched. */
export function mapStyle(colours: MapColours): StyleSpecification {
  return {
    version: 8,
    sources: {
      [LAND]: { type: 'geojson', data: { ...NOTHING, features: [] } },
      [SITES]: {
        type: 'geojson',
        data: { ...NOTHING, features: [] },
        cluster: true,
        clusterRadius: 44,
        clusterMaxZoom: APART_FROM_ZOOM,
      },
    },
    layers: [...groundLayers(colours), ...siteLayers(colours), ...nameLayers(colours)],
  };
}

function groundLayers({ sea, land, border }: MapColours): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    { id: 'countries', type: 'fill', source: LAND, paint: { 'fill-color': land } },
    {
      id: 'borders',
      type: 'line',
      source: LAND,
      paint: { 'line-color': border, 'line-width': 0.8 },
    },
  ];
}

/** Filled: public chargers; hollow: none; hollow and small: inactive. Never by colour alone. */
function siteLayers({ accent, surface, quiet, text }: MapColours): LayerSpecification[] {
  return [
    {
      id: CLUSTERS,
      type: 'circle',
      source: SITES,
      filter: [...IS_CLUSTER],
      paint: {
        'circle-color': accent,
        'circle-radius': ['step', ['get', 'point_count'], 16, 10, 20, 100, 25, 1000, 31],
        'circle-stroke-color': surface,
        'circle-stroke-width': 2,
      },
    },
    {
      id: POINTS,
      type: 'circle',
      source: SITES,
      filter: [...IS_SITE] as never,
      paint: {
        'circle-color': ['case', HAS_PUBLIC as never, accent, surface],
        'circle-radius': ['case', ['get', 'active'], 8, 5],
        'circle-stroke-color': ['case', ['get', 'active'], accent, quiet],
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: CHOSEN,
      type: 'circle',
      source: SITES,
      filter: chosenFilter(undefined),
      paint: {
        'circle-color': 'transparent',
        'circle-radius': 14,
        'circle-stroke-color': text,
        'circle-stroke-width': 2.5,
      },
    },
  ];
}

function nameLayers({ text, surface, onAccent }: MapColours): LayerSpecification[] {
  return [
    {
      id: 'cluster-counts',
      type: 'symbol',
      source: SITES,
      filter: [...IS_CLUSTER],
      layout: {
        'text-field': ['to-string', ['get', 'point_count_abbreviated']],
        'text-font': FONT,
        'text-size': 13,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': onAccent },
    },
    {
      id: 'site-names',
      type: 'symbol',
      source: SITES,
      filter: [...IS_SITE] as never,
      minzoom: 3,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 13,
        'text-anchor': 'top',
        'text-offset': [0, 0.9],
        'text-max-width': 12,
        'text-optional': true,
      },
      paint: { 'text-color': text, 'text-halo-color': surface, 'text-halo-width': 1.5 },
    },
  ];
}

/** The ring around the one that was chosen. */
export function chosenFilter(siteId: string | undefined): never {
  return ['==', ['get', 'siteId'], siteId ?? ''] as never;
}

export const CHOSEN_LAYER = CHOSEN;
