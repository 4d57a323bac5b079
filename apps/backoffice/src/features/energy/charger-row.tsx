import { use } from 'react';
import { Link } from 'react-router';

import { Chip } from '../../components/chip';
import { COMING_BACK } from '../../lib/coming-back';
import { amps } from '../../lib/format';
import { type ListedCharger } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { useEnergyPaths } from './paths';
import { TreeCell, TreeRow } from './tree-cells';
import { goToPanel, TreeContext } from './tree-context';

const TEXTS = ENERGY_TEXTS.tree;

interface ChargerRowParts {
  readonly charger: ListedCharger;
  readonly depth: number;
}

/** A charger below its panel: what it may draw, and which panel holds it to that. */
export function ChargerRow({ charger, depth }: ChargerRowParts) {
  return (
    <TreeRow kind="charger" id={charger.id} depth={depth}>
      <ChargerName charger={charger} />
      <TreeCell label={TEXTS.limitsColumn}>{amps(charger.limitAmps)}</TreeCell>
      <TreeCell label={TEXTS.subscribedColumn}>
        <Binding charger={charger} />
      </TreeCell>
      <TreeCell label={TEXTS.offlineColumn}>
        <OwnOffline charger={charger} />
      </TreeCell>
    </TreeRow>
  );
}

function ChargerName({ charger }: { readonly charger: ListedCharger }) {
  const paths = useEnergyPaths();
  const { id, siteId, displayName, chargerId, needsAttention } = charger;
  return (
    <div className="tree-name">
      <span className="tree-toggle" />
      <div>
        <Link to={paths.charger(siteId, id)} state={COMING_BACK}>
          {displayName}
        </Link>{' '}
        {displayName === chargerId ? null : <span className="quiet">{chargerId}</span>}{' '}
        {needsAttention.length === 0 ? null : <Chip tone="warned">{TEXTS.attention}</Chip>}
      </div>
    </div>
  );
}

function Binding({ charger: { effective, limitAmps } }: { readonly charger: ListedCharger }) {
  const { nameOf } = use(TreeContext);
  const { amps: mayDraw = limitAmps, bindingPanelId } = effective.limit ?? {};
  const panelId = bindingPanelId ?? undefined;
  const name = panelId === undefined ? undefined : nameOf(panelId);
  return (
    <>
      {TEXTS.mayDraw(amps(mayDraw))},{' '}
      {panelId === undefined || name === undefined ? (
        <span className="quiet">{TEXTS.ownLimit}</span>
      ) : (
        <>
          <span className="quiet">{TEXTS.boundBy}</span>{' '}
          <button
            type="button"
            className="link-button"
            title={TEXTS.goToPanel(name)}
            onClick={() => goToPanel(panelId)}
          >
            {name}
          </button>
        </>
      )}
    </>
  );
}

function OwnOffline({ charger: { effective } }: { readonly charger: ListedCharger }) {
  const { amps: drawn, source } = effective.offlineAllocation ?? {};
  if (drawn === undefined || drawn === null) return null;
  const text = drawn === 0 ? TEXTS.offlineNothing : TEXTS.offlineDraws(amps(drawn));
  return (
    <>
      {text}
      {source === 'override' ? <span className="quiet">, {TEXTS.offlineOwn}</span> : null}
    </>
  );
}
