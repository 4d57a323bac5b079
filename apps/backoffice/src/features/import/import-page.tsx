import './import.css';

import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useSyncExternalStore } from 'react';
import { Link, useParams } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { PageHead } from '../../components/page-head';
import { invalidateAfterWrite } from '../../lib/query-names';
import { useHoldsRole, useMe } from '../../lib/session';
import { IMPORT_TEXTS as TEXTS } from '../../lib/texts/import';
import { CheckSection } from './check-section';
import { ColumnsSection } from './columns-section';
import { deskOf, importPath } from './desks';
import { type ImportDesk } from './import-desk';
import { IMPORT_SERVICE } from './import-service';
import { parseRecords } from './parse-records';
import { SiteSection } from './site-section';
import { SourceSection } from './source-section';

export function ImportPage() {
  const { accountId = '' } = useParams();
  const { data: me } = useMe();
  const mayAdd = useHoldsRole('administrator', accountId);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const actions = <Link to={`/accounts/${accountId}/chargers`}>{TEXTS.toChargers}</Link>;
  if (me === undefined) return null;
  const desk = deskOf({
    accountId,
    subject: me.subject,
    service: IMPORT_SERVICE,
    parse: parseRecords,
    onWritten: (isDone) => {
      invalidateAfterWrite(queries);
      const isElsewhere = window.location.pathname !== importPath(accountId);
      if (isDone && isElsewhere) void message.success(TEXTS.run.done);
    },
  });
  return (
    <div className="import">
      <PageHead title={TEXTS.title} actions={actions} />
      {mayAdd ? (
        <Steps key={accountId} accountId={accountId} desk={desk} />
      ) : (
        <EmptyState title={TEXTS.noRoleTitle} text={TEXTS.noRoleText} />
      )}
    </div>
  );
}

/** One below the other, all open: whoever sees that a step was wrong goes back with his eyes. */
function Steps({ accountId, desk }: { readonly accountId: string; readonly desk: ImportDesk }) {
  const state = useSyncExternalStore(desk.subscribe, desk.snapshot);
  const parts = { accountId, desk, state };
  const hasRows = state.draft.source !== undefined && state.sheet.lines.length > 0;
  return (
    <>
      <p className="quiet import-intro">{TEXTS.intro}</p>
      <SiteSection {...parts} />
      <SourceSection {...parts} />
      {hasRows ? <ColumnsSection {...parts} /> : null}
      {hasRows ? <CheckSection {...parts} /> : null}
    </>
  );
}
