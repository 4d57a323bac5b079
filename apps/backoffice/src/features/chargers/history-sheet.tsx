import './timeline.css';

import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useLocation, useParams } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { LineBones } from '../../components/line-bones';
import { ProblemNotice } from '../../components/problem-notice';
import { Sheet } from '../../components/sheet';
import { useChargerHistory } from '../../lib/history';
import { isBackwards } from '../../lib/history-filter';
import { hasCode } from '../../lib/problem';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { HISTORY_TEXTS as TEXTS } from '../../lib/texts/history';
import { useSite } from '../../lib/things';
import { zoneName } from '../../lib/zoned-time';
import { useChargerPaths } from './charger-paths';
import { type ChargerPath, chargerQuery } from './charger-store';
import { HistoryActLine, type HistoryPlace } from './history-act-line';
import { historyActsOf } from './history-acts';
import { HistoryFilters } from './history-filters';
import { NoChange } from './no-change';
import { type HistoryView, useHistoryFilter } from './use-history-filter';
import { useWayBack } from './use-way-back';

/** `chargers/:siteId/:id/history`: every change of the charger, for those who look into it. */
export function HistorySheet() {
  const { siteId = '', id = '' } = useParams();
  const paths = useChargerPaths();
  const { state } = useLocation();
  const close = useWayBack();
  const { data } = useQuery(chargerQuery({ siteId, id }));
  const back = (
    <Link to={paths.charger({ siteId, id })} state={state as unknown}>
      {TEXTS.toCharger}
    </Link>
  );
  const title = data === undefined ? TEXTS.untitled : TEXTS.title(data.thing.displayName);
  return (
    <Sheet title={title} onClose={() => close()} extra={back}>
      <History siteId={siteId} id={id} />
    </Sheet>
  );
}

function History(path: ChargerPath) {
  const view = useHistoryFilter();
  const history = useChargerHistory(path, view.filter);
  const site = useSite(path.siteId);
  const error = history.error ?? site.error;
  const refusal = refusalOf(error);
  if (refusal !== undefined) return <EmptyState {...refusal} />;
  const retry = (): void => void Promise.all([history.refetch(), site.refetch()]);
  const isPending = [history, site].some(({ isLoading }) => isLoading);
  const isTold = history.data !== undefined && !isBackwards(view.filter);
  return (
    <>
      {site.data && <HistoryFilters path={path} timeZone={site.data.timeZone} view={view} />}
      <ProblemNotice error={error} onRetry={retry} />
      {site.data && isTold ? (
        <Timeline id={path.id} site={site.data} {...{ history, view }} />
      ) : null}
      {isPending ? <LineBones count={5} /> : null}
    </>
  );
}

/** Where nothing is to be had by asking again. */
function refusalOf(error: Error | null) {
  if (hasCode(error, 'role-missing')) return { title: TEXTS.mayNotTitle, text: TEXTS.mayNotText };
  const isUnknown = hasCode(error, 'not-found') || hasCode(error, 'validation-failed');
  const { gone, goneText } = CHARGER_TEXTS.edit;
  return isUnknown ? { title: gone, text: goneText } : undefined;
}

interface TimelineParts {
  readonly site: { readonly id: string; readonly accountId: string; readonly timeZone: string };
  readonly history: ReturnType<typeof useChargerHistory>;
  readonly view: HistoryView;
  readonly id: string;
}

function Timeline({ site, history, view, id }: TimelineParts) {
  const { id: siteId, accountId, timeZone } = site;
  const paths = useChargerPaths();
  const pages = history.data?.pages ?? [];
  const total = pages[0]?.total ?? 0;
  const isFiltered = Object.keys(view.filter).length > 0;
  if (isFiltered && total === 0) return <NoChange view={view} />;
  const acts = historyActsOf(pages.flatMap(({ items }) => items));
  const pathAsOf = (position: string): string => paths.chargerAsOf({ siteId, id }, position);
  const place: HistoryPlace = { accountId, siteId, timeZone, pathAsOf };
  return (
    <>
      <p className="quiet" aria-live="polite">
        {TEXTS.intro(zoneName(timeZone))} {isFiltered ? TEXTS.fitting(total) : TEXTS.total(total)}.
      </p>
      <ol className="timeline" aria-label={TEXTS.list} aria-busy={history.isPlaceholderData}>
        {acts.map((act) => (
          <HistoryActLine key={act.position} act={act} place={place} />
        ))}
      </ol>
      <Earlier history={history} isFiltered={isFiltered} />
    </>
  );
}

interface EarlierParts {
  readonly history: TimelineParts['history'];
  readonly isFiltered: boolean;
}

/** To what was before, or that nothing was. */
function Earlier({ history, isFiltered }: EarlierParts) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = history;
  if (!hasNextPage)
    return <p className="quiet">{isFiltered ? TEXTS.noEarlier : TEXTS.beginning}</p>;
  return (
    <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      {TEXTS.earlier}
    </Button>
  );
}
