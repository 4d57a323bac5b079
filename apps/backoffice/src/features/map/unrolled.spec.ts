import type { FeatureCollection, Position } from 'geojson';

import { unrolled } from './unrolled';

function ofRing(ring: Position[]): FeatureCollection {
  const geometry = { type: 'Polygon', coordinates: [ring] } as const;
  return { type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties: {} }] };
}

function ringOf({ features: [feature] }: FeatureCollection): unknown {
  return feature?.geometry.type === 'Polygon' ? feature.geometry.coordinates[0] : undefined;
}

describe('Outlines on a flat map', () => {
  it('stay as they are within the map', () => {
    const outlines = ofRing([
      [4, 51],
      [6, 51],
      [5, 53],
      [4, 51],
    ]);
    expect(unrolled(outlines)).toEqual(outlines);
  });

  it('go on beyond the edge where a country lies across it', () => {
    const ring = ringOf(
      unrolled(
        ofRing([
          [178, 65],
          [-178, 65],
          [-178, 70],
          [178, 65],
        ]),
      ),
    );
    expect(ring).toEqual([
      [178, 65],
      [182, 65],
      [182, 70],
      [178, 65],
    ]);
  });

  it('end at the pole where they go all the way round', () => {
    const ring = ringOf(
      unrolled(
        ofRing([
          [-120, -70],
          [0, -75],
          [120, -70],
          [-120, -70],
        ]),
      ),
    );
    expect(ring).toEqual([
      [-120, -70],
      [0, -75],
      [120, -70],
      [240, -70],
      [240, -90],
      [-120, -90],
      [-120, -70],
    ]);
  });
});
