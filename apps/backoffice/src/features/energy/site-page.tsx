import './energy.css';

import { Button } from 'antd';
import { Link, Outlet, useNavigate, useParams } from 'react-router';

import { AsOfBar, AsOfButton } from '../../components/as-of-bar';
import { EmptyState } from '../../components/empty-state';
import { PlusIcon } from '../../components/icons';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { asOfFaultIn, type AsOfView, useAsOfView } from '../../lib/as-of';
import { hasCode } from '../../lib/problem';
import { useHoldsRole } from '../../lib/session';
import { useShortcut } from '../../lib/shortcut';
import { type PanelNode, useHierarchy, usePastSite } from '../../lib/sites';
import { type Site, useSite } from '../../lib/things';
import { AS_OF_TEXTS } from '../../lib/texts/as-of';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { PanelTree } from './panel-tree';
import { useEnergyPaths } from './paths';
import { SiteBones } from './site-bones';
import { SiteSummary } from './site-summary';

const TEXTS = ENERGY_TEXTS.site;

/** One site: its settings in short, and the tree of its panels and chargers; now, or as it was. */
export function SitePage() {
  const { siteId = '', accountId } = useParams();
  const paths = useEnergyPaths();
  const view = useAsOfView();
  const present = useSite(siteId);
  const { site, panels, isShown, error, refetch } = useSiteAsOf(siteId, view.asOf);
  const isElsewhere = present.data !== undefined && present.data.accountId !== accountId;
  if (isElsewhere || isUnknownTo(present.error)) {
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
      <AsOfBar view={view} siteTimeZone={present.data?.timeZone} error={error} />
      <NotShown error={error} name={isShown ? undefined : present.data?.name} onRetry={refetch} />
      <Shown site={site} panels={panels} error={error} view={view} />
    </>
  );
}

function useSiteAsOf(siteId: string, asOf: string | undefined) {
  const present = useSite(siteId);
  const past = usePastSite(siteId, asOf);
  const site = asOf === undefined ? present : past;
  const hierarchy = useHierarchy(siteId, asOf);
  return {
    site: site.data,
    panels: hierarchy.data?.panels,
    isShown: site.data !== undefined && hierarchy.data !== undefined,
    error: present.error ?? site.error ?? hierarchy.error,
    refetch: () => void Promise.all([present.refetch(), site.refetch(), hierarchy.refetch()]),
  };
}

interface NotShownParts {
  readonly error: Error | null;
  /** That the site has now; undefined where it is shown, or not known. */
  readonly name: string | undefined;
  readonly onRetry: () => void;
}

function NotShown({ error, name, onRetry }: NotShownParts) {
  if (error === null) return null;
  return (
    <>
      {name === undefined ? null : <PageHead title={name} />}
      <Reason error={error} onRetry={onRetry} />
    </>
  );
}

interface ReasonParts {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** That the moment itself is wrong is said where it is chosen. */
function Reason({ error, onRetry }: ReasonParts) {
  if (asOfFaultIn(error) !== undefined) return null;
  if (!hasCode(error, 'not-found')) return <ProblemNotice error={error} onRetry={onRetry} />;
  return <EmptyState title={AS_OF_TEXTS.noSiteTitle} text={AS_OF_TEXTS.noSiteText} />;
}

interface ShownParts {
  readonly site: Site | undefined;
  readonly panels: readonly PanelNode[] | undefined;
  readonly error: Error | null;
  readonly view: AsOfView;
}

/** What is there stays, with the form over it, also when looking at it anew fails. */
function Shown({ site, panels, error, view }: ShownParts) {
  if (site === undefined || panels === undefined) return error === null ? <SiteBones /> : null;
  const isPast = view.asOf !== undefined;
  return (
    <>
      <SiteHead site={site} view={view} />
      <SiteSummary site={site} isPast={isPast} />
      <PanelTree key={site.id} site={site} panels={panels} isPast={isPast} />
      {isPast ? null : <Outlet />}
    </>
  );
}

function isUnknownTo(error: Error | null): boolean {
  return hasCode(error, 'not-found') || hasCode(error, 'validation-failed');
}

interface SiteHeadParts {
  readonly site: Site;
  readonly view: AsOfView;
}

function SiteHead({ site, view }: SiteHeadParts) {
  const paths = useEnergyPaths();
  const navigate = useNavigate();
  const isNow = view.asOf === undefined;
  const mayEdit = useHoldsRole('administrator', site.accountId) && isNow;
  const addPanel = (): void => void (mayEdit && navigate(paths.newPanel(site.id)));
  useShortcut(['n', '+'], addPanel);
  const links = (
    <>
      <Link className="page-link" to={paths.chargersOf(site.id)}>
        {TEXTS.chargers}
      </Link>
      {isNow && site.location !== null ? (
        <Link className="page-link" to={paths.siteOnMap(site.id)}>
          {ENERGY_TEXTS.sites.map}
        </Link>
      ) : null}
      <AsOfButton view={view} />
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
