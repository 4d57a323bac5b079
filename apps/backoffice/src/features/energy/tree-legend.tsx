import { ENERGY_TEXTS } from '../../lib/texts/energy';

const TEXTS = ENERGY_TEXTS.tree;

const SIGNS = [
  ['within', TEXTS.legendWithin],
  ['beyond', TEXTS.legendBeyond],
  ['end', TEXTS.legendEnd],
  ['offline', TEXTS.legendOffline],
] as const;

export function TreeLegend() {
  return (
    <details className="tree-legend">
      <summary>{TEXTS.legend}</summary>
      <ul>
        {SIGNS.map(([sign, text]) => (
          <li key={sign}>
            <span aria-hidden="true" className={`legend-sign legend-${sign}`} />
            {text}
          </li>
        ))}
      </ul>
    </details>
  );
}
