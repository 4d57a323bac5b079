import './energy.css';

import { Button } from 'antd';
import { Link, Outlet, useNavigate, useParams } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { PlusIcon } from '../../components/icons';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { hasCode } from '../../lib/problem';
import { useHoldsRole } from '../../lib/session';
import { useShortcut } from '../../lib/shortcut';
import { type PanelNode, useHierarchy } from '../../lib/sites';
import { type Site, useSite } from '../../lib/things';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { PanelTree } from './panel-tree';
import { useEnergyPaths } from './paths';
import { SiteBones } from './site-bones';
import { SiteSummary } from './site-summary';

const TEXTS = ENERGY_TEXTS.site;

/** One site: its settings in short, and the tree of its panels and chargers. */
export function SitePage() {
  const { siteId = '', accountId } = useParams();
  const paths = useEnergyPaths();
  const site = useSite(siteId);
  const hierarchy = useHierarchy(siteId);
  const error = site.error ?? hierarchy.error;
  const isElsewhere = site.data !== undefined && site.data.accountId !== accountId;
  const isUnknown = isElsewhere || isUnknownTo(error);
  const retry = (): void => void Promise.all([site.refetch(), hierarchy.refetch()]);
  if (isUnknown) {
    const back = <Link to={paths.sites}>{TEXTS.back}</Link>;
    return <EmptyState title={TEXTS.unknownTitle} text={TEXTS.unknownText} action={back} />;
  }
  return (
    <>
      <p className="site-back">
        <Link to={paths.sites}>
          <span aria-hidden="true">← </span>
          {TEXTS.back}
        </Link>
      </p>
      <ProblemNotice error={error} onRetry={retry} />
      {error === null ? <Shown site={site.data} panels={hierarchy.data?.panels} /> : null}
    </>
  );
}

interface ShownParts {
  readonly site: Site | undefined;
  readonly panels: readonly PanelNode[] | undefined;
}

function Shown({ site, panels }: ShownParts) {
  if (site === undefined || panels === undefined) return <SiteBones />;
  return (
    <>
      <SiteHead site={site} />
      <SiteSummary site={site} />
      <PanelTree key={site.id} site={site} panels={panels} />
      <Outlet />
    </>
  );
}

function isUnknownTo(error: Error | null): boolean {
  return hasCode(error, 'not-found') || hasCode(error, 'validation-failed');
}

function SiteHead({ site }: { readonly site: Site }) {
  const paths = useEnergyPaths();
  const navigate = useNavigate();
  const mayEdit = useHoldsRole('administrator', site.accountId);
  const addPanel = (): void => void (mayEdit && navigate(paths.newPanel(site.id)));
  useShortcut(['n', '+'], addPanel);
  const links = (
    <>
      <Link className="page-link" to={paths.chargersOf(site.id)}>
        {TEXTS.chargers}
      </Link>
      <Link className="page-link" to={paths.siteOnMap(site.id)}>
        {ENERGY_TEXTS.sites.map}
      </Link>
    </>
  );
  if (!mayEdit) return <PageHead title={site.name} actions={links} />;
  const actions = (
    <>
      {links}
      <Button onClick={() => void navigate(paths.settings(site.id))}>{TEXTS.settings}</Button>
      <Button onClick={() => void navigate(paths.editSite(site.id))}>{TEXTS.edit}</Button>
      <Button type="primary" icon={<PlusIcon />} onClick={addPanel}>
        {TEXTS.addPanel}
      </Button>
    </>
  );
  return <PageHead title={site.name} actions={actions} />;
}
