import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useParams } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { ProblemNotice } from '../../components/problem-notice';
import { Sheet } from '../../components/sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { AS_OF } from '../../lib/as-of';
import { useListState } from '../../lib/list-state';
import { hasCode } from '../../lib/problem';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { useChargerPaths } from './charger-paths';
import { type ChargerPath, chargerQuery } from './charger-store';
import { EditForm } from './edit-form';
import { PastCharger } from './past-charger';

const TEXTS = CHARGER_TEXTS.edit;

/** A charger: as it was where the address says of when, else the form of it as it is. */
export function ChargerSheet() {
  const { siteId = '', id = '' } = useParams();
  const close = useBackToList(useChargerPaths().list);
  const asOf = useListState().value(AS_OF);
  if (asOf === undefined) return <EditCharger path={{ siteId, id }} onClose={close} />;
  return <PastCharger key={asOf} path={{ siteId, id }} asOf={asOf} onClose={close} />;
}

interface EditChargerParts {
  readonly path: ChargerPath;
  readonly onClose: () => void;
}

/** The form of a charger that is there. */
function EditCharger({ path, onClose: close }: EditChargerParts) {
  const { siteId, id } = path;
  const { data, error, refetch } = useQuery(chargerQuery({ siteId, id }));
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
