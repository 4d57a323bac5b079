import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { SearchBox } from '../../components/search-box';
import { useMarks } from '../../lib/marks';
import { useHoldsRole } from '../../lib/session';
import { type PanelNode } from '../../lib/sites';
import { type Site } from '../../lib/things';
import { AS_OF_TEXTS } from '../../lib/texts/as-of';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { PanelBranch } from './panel-branch';
import { useEnergyPaths } from './paths';
import { RemovePanel } from './remove-panel';
import { TreeContext } from './tree-context';
import { TreeLegend } from './tree-legend';
import { useTreeView } from './use-tree-view';

const TEXTS = ENERGY_TEXTS.tree;
const COLUMNS = [
  TEXTS.panelColumn,
  TEXTS.limitsColumn,
  TEXTS.subscribedColumn,
  TEXTS.offlineColumn,
];

interface PanelTreeParts {
  readonly site: Site;
  readonly panels: readonly PanelNode[];
  /** It is shown as it was: nobody changes that. */
  readonly isPast: boolean;
}

/** The electrical tree of a site, in figures. */
export function PanelTree({ site, panels, isPast }: PanelTreeParts) {
  const mayEdit = useHoldsRole('administrator', site.accountId) && !isPast;
  const { isMarked, takeUnseen } = useMarks({ isPast });
  const [removed, setRemoved] = useState<PanelNode>();
  const { search, setSearch, shown, openAll, closeAll, isAllClosed, ...view } = useTreeView(
    site.id,
    panels,
  );
  if (panels.length === 0) return <NoPanel site={site} mayEdit={mayEdit} isPast={isPast} />;
  const context = {
    ...view,
    siteId: site.id,
    mayEdit,
    isManaged: site.energyManagement,
    isMarked,
    takeUnseen,
    onRemove: setRemoved,
  };
  return (
    <section className="tree-place" aria-labelledby="tree-title">
      <div className="tree-head">
        <h2 id="tree-title">{TEXTS.title}</h2>
        <SearchBox label={TEXTS.find} value={search} onSearch={setSearch} />
        <Button disabled={search !== ''} onClick={isAllClosed ? openAll : closeAll}>
          {isAllClosed ? TEXTS.expandAll : TEXTS.collapseAll}
        </Button>
      </div>
      <TreeLegend />
      {shown.length === 0 ? <NothingFound onClear={() => setSearch('')} /> : null}
      <TreeContext value={context}>
        {shown.length === 0 ? null : <Branches panels={shown} />}
      </TreeContext>
      {removed === undefined ? null : (
        <RemovePanel panel={removed} onClose={() => setRemoved(undefined)} />
      )}
    </section>
  );
}

function Branches({ panels }: { readonly panels: readonly PanelNode[] }) {
  return (
    <div className="tree">
      <div className="tree-row tree-columns" aria-hidden="true">
        {COLUMNS.map((column) => (
          <span key={column}>{column}</span>
        ))}
      </div>
      <ul>
        {panels.map((panel) => (
          <PanelBranch key={panel.id} panel={panel} depth={0} />
        ))}
      </ul>
    </div>
  );
}

interface NoPanelParts {
  readonly site: Site;
  readonly mayEdit: boolean;
  readonly isPast: boolean;
}

function NoPanel({ site, mayEdit, isPast }: NoPanelParts) {
  const paths = useEnergyPaths();
  const navigate = useNavigate();
  const add = (
    <Button type="primary" onClick={() => void navigate(paths.newPanel(site.id))}>
      {ENERGY_TEXTS.site.addPanel}
    </Button>
  );
  const reader = isPast ? AS_OF_TEXTS.noPanelText : TEXTS.emptyReader;
  return (
    <EmptyState
      title={TEXTS.emptyTitle}
      text={mayEdit ? TEXTS.emptyText : reader}
      action={mayEdit ? add : undefined}
    />
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      title={TEXTS.nothingFoundTitle}
      text={TEXTS.nothingFoundText}
      action={<Button onClick={onClear}>{TEXTS.clearFind}</Button>}
    />
  );
}
