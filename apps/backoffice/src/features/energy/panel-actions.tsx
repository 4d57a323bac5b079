import { Button, Dropdown, type MenuProps } from 'antd';
import { use } from 'react';
import { useNavigate } from 'react-router';

import { MoreIcon } from '../../components/icons';
import { COMING_BACK } from '../../lib/coming-back';
import { type PanelNode } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { useEnergyPaths } from './paths';
import { TreeContext } from './tree-context';

const TEXTS = ENERGY_TEXTS.tree;

const ITEMS: NonNullable<MenuProps['items']> = [
  { key: 'edit', label: TEXTS.editPanel },
  { key: 'add-below', label: TEXTS.addBelow },
  { key: 'add-charger', label: TEXTS.addCharger },
  { type: 'divider' },
  { key: 'remove', label: TEXTS.remove, danger: true },
];

/** What an administrator can do with the panel; others see nothing here. */
export function PanelActions({ panel }: { readonly panel: PanelNode }) {
  const { siteId, mayEdit, onRemove } = use(TreeContext);
  const paths = useEnergyPaths();
  const navigate = useNavigate();
  if (!mayEdit) return <span />;
  const acts: Readonly<Record<string, () => void>> = {
    edit: () => void navigate(paths.panel(siteId, panel.id)),
    'add-below': () => void navigate(paths.newPanel(siteId, panel.id)),
    'add-charger': () => void navigate(paths.newCharger(siteId, panel.id), { state: COMING_BACK }),
    remove: () => onRemove(panel),
  };
  return (
    <div className="tree-actions">
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{ items: ITEMS, onClick: ({ key }) => acts[key]?.() }}
      >
        <Button type="text" icon={<MoreIcon />} aria-label={TEXTS.actions(panel.name)} />
      </Dropdown>
    </div>
  );
}
