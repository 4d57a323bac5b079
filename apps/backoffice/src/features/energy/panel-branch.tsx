import { Button } from 'antd';
import { use, useState } from 'react';
import { Link } from 'react-router';

import { type PanelNode } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { ChargerRow } from './charger-row';
import { PanelActions } from './panel-actions';
import { Offline, PanelLimits, Subscribed } from './panel-figures';
import { useEnergyPaths } from './paths';
import { TreeCell, TreeRow } from './tree-cells';
import { TreeContext } from './tree-context';

const TEXTS = ENERGY_TEXTS.tree;

interface BranchParts {
  readonly panel: PanelNode;
  readonly depth: number;
}

/** A panel, its own chargers, and the panels below it. */
export function PanelBranch({ panel, depth }: BranchParts) {
  const { isOpen, isManaged } = use(TreeContext);
  const isEmpty = panel.chargers.length + panel.panels.length === 0;
  return (
    <li>
      <TreeRow kind="panel" id={panel.id} depth={depth}>
        <PanelName panel={panel} isEmpty={isEmpty} />
        <TreeCell label={TEXTS.limitsColumn}>
          <PanelLimits panel={panel} />
        </TreeCell>
        <TreeCell label={TEXTS.subscribedColumn}>
          <Subscribed panel={panel} isManaged={isManaged} />
        </TreeCell>
        <TreeCell label={TEXTS.offlineColumn}>
          <Offline panel={panel} />
        </TreeCell>
        <PanelActions panel={panel} />
      </TreeRow>
      {isEmpty || !isOpen(panel.id) ? null : <Below panel={panel} depth={depth + 1} />}
    </li>
  );
}

function PanelName({ panel, isEmpty }: { readonly panel: PanelNode; readonly isEmpty: boolean }) {
  const { siteId, mayEdit, isOpen, toggle } = use(TreeContext);
  const paths = useEnergyPaths();
  const { id, name, chargerCount } = panel;
  const isShown = isOpen(id);
  return (
    <div className="tree-name">
      {isEmpty ? (
        <span className="tree-toggle" />
      ) : (
        <button
          type="button"
          className="tree-toggle"
          aria-expanded={isShown}
          aria-label={isShown ? TEXTS.collapse(name) : TEXTS.expand(name)}
          onClick={() => toggle(id)}
        >
          <span aria-hidden="true">{isShown ? '▾' : '▸'}</span>
        </button>
      )}
      <div>
        <h3>{mayEdit ? <Link to={paths.panel(siteId, id)}>{name}</Link> : name}</h3>
        <span className="quiet">
          {chargerCount === 0 ? TEXTS.noCharger : TEXTS.chargerCount(chargerCount)}
        </span>
      </div>
    </div>
  );
}

function Below({ panel, depth }: BranchParts) {
  const { mostChargers, isMarked } = use(TreeContext);
  const [showsAll, setShowsAll] = useState(false);
  const isShown = (id: string, place: number): boolean => place < mostChargers || isMarked(id);
  const shown = panel.chargers.filter(({ id }, place) => showsAll || isShown(id, place));
  const rest = panel.chargers.length - shown.length;
  return (
    <ul>
      {shown.map((charger) => (
        <li key={charger.id}>
          <ChargerRow charger={charger} depth={depth} />
        </li>
      ))}
      {rest === 0 ? null : (
        <li className="tree-more">
          <Button size="small" onClick={() => setShowsAll(true)}>
            {TEXTS.moreChargers(rest)}
          </Button>
        </li>
      )}
      {panel.panels.map((each) => (
        <PanelBranch key={each.id} panel={each} depth={depth} />
      ))}
    </ul>
  );
}
