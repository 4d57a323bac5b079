import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useLocation, useNavigate, useParams } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { ProblemNotice } from '../../components/problem-notice';
import { Sheet } from '../../components/sheet';
import { hasCode } from '../../lib/problem';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { chargerQuery } from './charger-store';
import { EditForm } from './edit-form';

const TEXTS = CHARGER_TEXTS.edit;

/** The form of a charger that is there. */
export function EditChargerSheet() {
  const { siteId = '', id = '' } = useParams();
  const { data, error, refetch } = useQuery(chargerQuery({ siteId, id }));
  const close = useWayBack();
  if (data !== undefined) return <EditForm key={id} current={data} onClose={close} />;
  if (hasCode(error, 'not-found') || hasCode(error, 'validation-failed')) {
    return (
      <Sheet title={TEXTS.gone} onClose={close}>
        <EmptyState title={TEXTS.gone} text={TEXTS.goneText} />
      </Sheet>
    );
  }
  return (
    <Sheet title={TEXTS.view('…')} onClose={close}>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {error === null ? <Skeleton active title={false} paragraph={{ rows: 12 }} /> : null}
    </Sheet>
  );
}

function useWayBack(): () => void {
  const { accountId = '' } = useParams();
  const { search, state } = useLocation();
  const navigate = useNavigate();
  return () => {
    const place = { pathname: `/accounts/${accountId}/chargers`, search };
    void navigate(place, { state: state as unknown });
  };
}
