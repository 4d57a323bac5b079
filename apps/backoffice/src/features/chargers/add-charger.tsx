import { Form, type FormInstance } from 'antd';
import { useRef, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';

import { AddSheet } from '../../components/add-sheet';
import { useUndo } from '../../components/use-undo';
import { comesBack } from '../../lib/coming-back';
import { useListState } from '../../lib/list-state';
import { useMarks } from '../../lib/marks';
import { usePreview } from '../../lib/preview';
import { useHoldsRole } from '../../lib/session';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { THING_TEXTS } from '../../lib/texts/things';
import { type Charger } from './charger';
import { ChargerFields } from './charger-fields';
import { chargerFieldOf } from './charger-fields-of';
import { useChargerPaths } from './charger-paths';
import { addCharger } from './charger-store';
import { addBodyOf, BLANK, type ChargerValues, valuesAfter } from './charger-values';
import { withFresh } from './just-added';
import { VerdictNote } from './verdict-note';

const TEXTS = CHARGER_TEXTS.form;

/** The form of the article: what is typed is judged on the way, and saved once. */
export function AddChargerSheet() {
  const { accountId = '' } = useParams();
  const { leave, stay } = useWays();
  const mayAdd = useHoldsRole('administrator', accountId);
  const initial = useInitialValues();
  return (
    <AddSheet<ChargerValues, Charger>
      title={CHARGER_TEXTS.add}
      saveText={TEXTS.add}
      readOnly={mayAdd ? undefined : CHARGER_TEXTS.mayNotAdd}
      send={addCharger}
      onAdded={leave}
      another={{
        label: TEXTS.addAnother,
        onAdded: (charger, values) => {
          stay(charger);
          return valuesAfter(values);
        },
        firstField: 'chargerId',
      }}
      fieldFor={chargerFieldOf}
      initialValues={initial}
      formLook={{ validateTrigger: 'onBlur' }}
      foretelling={(form) => <LiveVerdict form={form} />}
      onClose={leave}
    >
      <ChargerFields accountId={accountId} />
    </AddSheet>
  );
}

function LiveVerdict({ form }: { readonly form: FormInstance<ChargerValues> }) {
  const values = Form.useWatch([], { form, preserve: true }) as ChargerValues | undefined;
  const body = values && addBodyOf(values);
  const siteId = values?.panel?.siteId;
  const path = siteId === undefined ? undefined : `/v1/sites/${siteId}/chargers/preview`;
  return <VerdictNote {...usePreview(path, body)} />;
}

/** A panel that the list is filtered by is where the next charger goes. */
function useInitialValues(): ChargerValues {
  const list = useListState();
  const siteId = list.value('siteId');
  const panelId = list.value('panelId');
  const [initial] = useState(() => {
    const panel = siteId === undefined || panelId === undefined ? undefined : { siteId, panelId };
    return { ...BLANK, panel };
  });
  return initial;
}

/**
 * The ways out of the form: to the list, or back to the page that led here; and on to the next with
 * the list behind it up to date.
 */
function useWays() {
  const { list } = useChargerPaths();
  const { search, state, pathname } = useLocation();
  const navigate = useNavigate();
  const tellDone = useUndo();
  const { mark } = useMarks();
  // Whoever adds quickly is ahead of the address that a navigation leads to.
  const kept = useRef<unknown>(state);
  const tell = (added: Charger): void => {
    kept.current = withFresh(kept.current, added);
    const { id, displayName: name } = added;
    mark(id);
    tellDone({ id, name, text: THING_TEXTS.added(name) });
  };
  return {
    leave: (added?: Charger): void => {
      if (added !== undefined) tell(added);
      if (comesBack(state)) void navigate(-1);
      else void navigate(list, { state: kept.current, replace: true });
    },
    stay: (added: Charger): void => {
      tell(added);
      void navigate({ pathname, search }, { state: kept.current, replace: true });
    },
  };
}
