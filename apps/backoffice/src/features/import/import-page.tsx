import './import.css';

import { useSyncExternalStore } from 'react';
import { Link, useParams } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { PageHead } from '../../components/page-head';
import { useHoldsRole } from '../../lib/session';
import { IMPORT_TEXTS as TEXTS } from '../../lib/texts/import';
import { CheckSection } from './check-section';
import { ColumnsSection } from './columns-section';
import { type ImportDesk } from './import-desk';
import { SiteSection } from './site-section';
import { SourceSection } from './source-section';
import { useDesk } from './use-desk';

export function ImportPage() {
  const { accountId = '' } = useParams();
  const mayAdd = useHoldsRole('administrator', accountId);
  const desk = useDesk(accountId);
  const actions = <Link to={`/accounts/${accountId}/chargers`}>{TEXTS.toChargers}</Link>;
  if (desk === undefined) return null;
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
