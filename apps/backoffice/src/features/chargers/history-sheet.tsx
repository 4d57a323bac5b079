import './timeline.css';

import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useLocation, useParams } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { ProblemNotice } from '../../components/problem-notice';
import { Sheet } from '../../components/sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useChargerHistory } from '../../lib/history';
import { hasCode } from '../../lib/problem';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { HISTORY_TEXTS as TEXTS } from '../../lib/texts/history';
import { useSite } from '../../lib/things';
import { useChargerPaths } from './charger-paths';
import { chargerQuery } from './charger-store';
import { HistoryActLine, type HistoryPlace } from './history-act-line';
import { historyActsOf } from './history-acts';

/** `chargers/:siteId/:id/history`: every change of the charger, for those who look into it. */
export function HistorySheet() {
  const { siteId = '', id = '' } = useParams();
  const paths = useChargerPaths();
  const { state } = useLocation();
  const close = useBackToList(paths.list);
  const { data } = useQuery(chargerQuery({ siteId, id }));
  const back = (
    <Link to={paths.charger({ siteId, id })} state={state as unknown}>
      {TEXTS.toCharger}
    </Link>
  );
  const title = data === undefined ? TEXTS.untitled : TEXTS.title(data.thing.displayName);
  return (
    <Sheet title={title} onClose={close} extra={back}>
      <History siteId={siteId} id={id} />
    </Sheet>
  );
}

interface ChargerPath {
  readonly siteId: string;
  readonly id: string;
}

function History({ siteId, id }: ChargerPath) {
  const history = useChargerHistory({ siteId, id });
  const site = useSite(siteId);
  const error = history.error ?? site.error;
  const refusal = refusalOf(error);
  if (refusal !== undefined) return <EmptyState {...refusal} />;
  const retry = (): void => void Promise.all([history.refetch(), site.refetch()]);
  const isThere = history.data !== undefined && site.data !== undefined;
  return (
    <>
      <ProblemNotice error={error} onRetry={retry} />
      {isThere ? <Timeline site={site.data} history={history} id={id} /> : null}
      {isThere || error !== null ? null : <Bones />}
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
  readonly id: string;
}

function Timeline({ site: { id: siteId, accountId, timeZone }, history, id }: TimelineParts) {
  const paths = useChargerPaths();
  const pages = history.data?.pages ?? [];
  const acts = historyActsOf(pages.flatMap(({ items }) => items));
  const pathAsOf = (position: string): string => paths.chargerAsOf({ siteId, id }, position);
  const place: HistoryPlace = { accountId, siteId, timeZone, pathAsOf };
  return (
    <>
      <p className="quiet">
        {TEXTS.intro(timeZone)} {TEXTS.total(pages[0]?.total ?? 0)}.
      </p>
      <ol className="timeline" aria-label={TEXTS.list}>
        {acts.map((act) => (
          <HistoryActLine key={act.position} act={act} place={place} />
        ))}
      </ol>
      {history.hasNextPage ? (
        <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {TEXTS.earlier}
        </Button>
      ) : (
        <p className="quiet">{TEXTS.beginning}</p>
      )}
    </>
  );
}

const BONES = 5;

function Bones() {
  return (
    <div aria-busy="true">
      <span className="visually-hidden">{COMMON_TEXTS.loading}</span>
      {Array.from({ length: BONES }, (_, bone) => (
        <span key={bone} className="bone timeline-bone" />
      ))}
    </div>
  );
}
