import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { ProblemNotice } from '../../components/problem-notice';
import { api, dataOf } from '../../lib/api';
import { IMPORT_TEXTS } from '../../lib/texts/import';
import { useSite } from '../../lib/things';
import { type SectionParts } from './section';
import { useSitePanels } from './site-panels';

const TEXTS = IMPORT_TEXTS.site;

export function SiteSection({ accountId, desk, state }: SectionParts) {
  const { siteId } = state.draft;
  const [search, setSearch] = useState('');
  const sites = useSites(accountId, useDeferredValue(search.trim()));
  const chosen = useSite(siteId);
  if (hasNone(sites.data) && search === '' && siteId === undefined) return <NoSite />;
  return (
    <section className="import-step">
      <h2 id="import-site">{TEXTS.label}</h2>
      <ProblemNotice error={sites.error ?? chosen.error} onRetry={() => void sites.refetch()} />
      <Select<string>
        className="import-site"
        aria-label={TEXTS.label}
        placeholder={TEXTS.choose}
        value={siteId ?? null}
        disabled={desk.isBusy}
        loading={sites.isFetching}
        options={choicesOf(sites.data, search === '' ? chosen.data : undefined)}
        onChange={(chosenId) => desk.chooseSite(chosenId)}
        showSearch={{ optionFilterProp: 'label', searchValue: search, onSearch: setSearch }}
        notFoundContent={TEXTS.none}
      />
      <p className="quiet">{TEXTS.help}</p>
      <Panels siteId={siteId} isBusy={desk.isBusy} />
    </section>
  );
}

interface Site {
  readonly id: string;
  readonly name: string;
}

interface Sites {
  readonly items: readonly Site[];
  readonly total: number;
}

const NO_SITES: Sites = { items: [], total: 0 };

function hasNone(sites: Sites | undefined): boolean {
  return sites?.total === 0;
}

/** The chosen one keeps its name although it is not among the first that the service lists. */
function choicesOf({ items: found }: Sites = NO_SITES, chosen: Site | undefined) {
  const isListed = chosen === undefined || found.some(({ id }) => id === chosen.id);
  const all = isListed ? found : [chosen, ...found];
  return all.map(({ id, name }) => ({ value: id, label: name }));
}

interface PanelsParts {
  readonly siteId: string | undefined;
  readonly isBusy: boolean;
}

function Panels({ siteId, isBusy }: PanelsParts) {
  const { data } = useSitePanels(siteId, !isBusy);
  if (siteId === undefined) return null;
  if (data === undefined) return <span className="bone" />;
  return <p>{TEXTS.panels(data.map(({ name }) => name))}</p>;
}

function NoSite() {
  const navigate = useNavigate();
  const link = (
    <Button type="primary" onClick={() => void navigate('../energy')}>
      {TEXTS.toEnergy}
    </Button>
  );
  return <EmptyState title={TEXTS.noneTitle} text={TEXTS.noneText} action={link} />;
}

function useSites(accountId: string, search: string) {
  const query = { accountId, limit: 50, ...(search !== '' && { q: search }) };
  return useQuery({
    queryKey: ['sites', 'choices', accountId, search],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/sites', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}
