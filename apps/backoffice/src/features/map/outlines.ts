import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import atlasUrl from 'world-atlas/countries-50m.json?url';

import { unrolled } from './unrolled';

type Topology = Parameters<typeof feature>[0];

/** The countries of the Earth, from a file of the app's own: no server of maps is asked. */
export async function fetchOutlines(): Promise<FeatureCollection> {
  const answer = await fetch(atlasUrl);
  if (!answer.ok) throw new Error('the outlines of the countries could not be fetched');
  const atlas = (await answer.json()) as Topology;
  const { countries } = atlas.objects;
  if (countries === undefined) throw new Error('the outlines hold no countries');
  return unrolled(feature(atlas, countries) as unknown as FeatureCollection);
}
