import { Button } from 'antd';
import { Link, useLocation, useNavigate } from 'react-router';

import { AsOfButton } from '../../components/as-of-bar';
import { PlusIcon } from '../../components/icons';
import { type AsOfView } from '../../lib/as-of';
import { useHoldsRole } from '../../lib/session';
import { useShortcut } from '../../lib/shortcut';
import { CHARGER_TEXTS as TEXTS } from '../../lib/texts/chargers';

interface ActionsParts {
  readonly accountId: string;
  readonly csv: string;
  readonly view: AsOfView;
}

/** What one can do with the list as it is now; with the past, nothing. */
export function ChargerActions({ accountId, csv, view }: ActionsParts) {
  const isNow = view.asOf === undefined;
  const mayAdd = useHoldsRole('administrator', accountId);
  const navigate = useNavigate();
  const { search, state } = useLocation();
  const add = (): void => {
    const path = `/accounts/${accountId}/chargers/new${search}`;
    if (mayAdd && isNow) void navigate(path, { state: state as unknown });
  };
  useShortcut(['n', '+'], add);
  if (!isNow) return null;
  return (
    <>
      {mayAdd ? (
        <Link to={`/accounts/${accountId}/import`} className="page-link">
          {TEXTS.import}
        </Link>
      ) : null}
      <AsOfButton view={view} />
      <Button href={csv} title={TEXTS.csvHint} download>
        {TEXTS.csv}
      </Button>
      <Button
        type="primary"
        icon={<PlusIcon />}
        aria-label={TEXTS.add}
        title={mayAdd ? TEXTS.addHint : TEXTS.mayNotAdd}
        disabled={!mayAdd}
        onClick={add}
      />
    </>
  );
}
