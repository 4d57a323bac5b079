import { MAP_TEXTS } from '../../lib/texts/map';

const TEXTS = MAP_TEXTS.legend;

const SIGNS = [
  ['public', TEXTS.public],
  ['private', TEXTS.private],
  ['inactive', TEXTS.inactive],
  ['cluster', TEXTS.cluster],
] as const;

export function MapLegend() {
  return (
    <ul className="map-legend" aria-label={TEXTS.title}>
      {SIGNS.map(([sign, text]) => (
        <li key={sign}>
          <span aria-hidden="true" className={`map-sign map-sign-${sign}`}>
            {sign === 'cluster' ? 2 : null}
          </span>
          {text}
        </li>
      ))}
    </ul>
  );
}
