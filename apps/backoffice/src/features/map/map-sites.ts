import { type MappedSite } from '../../lib/site-map';

/** West, south, east, north, in degrees. */
export type Bounds = readonly [number, number, number, number];

/** Longitude and latitude. */
export function placeOf({ geometry }: MappedSite): [number, number] {
  const [longitude = 0, latitude = 0] = geometry.coordinates;
  return [longitude, latitude];
}

/** The sites by name whose name has the text in it. */
export function namedSites(sites: readonly MappedSite[], text: string): readonly MappedSite[] {
  const wanted = text.trim().toLowerCase();
  return sites
    .filter(({ properties }) => properties.name.toLowerCase().includes(wanted))
    .sort((one, other) =>
      one.properties.name.localeCompare(other.properties.name, 'en', { numeric: true }),
    );
}

/** The smallest box that has them all; undefined where there is none. */
export function boundsOf(sites: readonly MappedSite[]): Bounds | undefined {
  if (sites.length === 0) return undefined;
  const places = sites.map(placeOf);
  const longitudes = places.map(([longitude]) => longitude);
  const latitudes = places.map(([, latitude]) => latitude);
  return [least(longitudes), least(latitudes), most(longitudes), most(latitudes)];
}

function least(degrees: readonly number[]): number {
  return degrees.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
}

function most(degrees: readonly number[]): number {
  return degrees.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
}
