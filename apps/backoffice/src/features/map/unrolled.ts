import type { FeatureCollection, Geometry, Position } from 'geojson';

const ROUND = 360;
const SOUTH_POLE = -90;

/**
 * The outlines as a flat map takes them: on the globe a ring may cross the line where the day
 * begins, on paper it would be drawn from one edge straight to the other.
 */
export function unrolled(outlines: FeatureCollection): FeatureCollection {
  const features = outlines.features.map((each) => ({ ...each, geometry: flat(each.geometry) }));
  return { ...outlines, features };
}

function flat(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') {
    return { ...geometry, coordinates: geometry.coordinates.map(flatRing) };
  }
  if (geometry.type !== 'MultiPolygon') return geometry;
  return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(flatRing)) };
}

/** Each point at most half way round from the one before, beyond the edge if need be. */
function flatRing(ring: readonly Position[]): Position[] {
  let before = ring[0]?.[0] ?? 0;
  const points = ring.map(([longitude = 0, latitude = 0]) => {
    before = longitude + ROUND * Math.round((before - longitude) / ROUND);
    return [before, latitude];
  });
  const [first] = points;
  if (first === undefined || before === first[0]) return points;
  // It goes all the way round, as Antarctica does: what it holds ends at the pole.
  return [...points, [before, SOUTH_POLE], [first[0] ?? 0, SOUTH_POLE], first];
}
