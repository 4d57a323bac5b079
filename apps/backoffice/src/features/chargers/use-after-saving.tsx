import { App, Button } from 'antd';
import { useLocation, useNavigate, useParams } from 'react-router';

import { type Versioned } from '../../lib/api';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { useWrite } from '../../lib/write';
import { type Charger } from './charger';
import { needsReason, patchOf } from './charger-patch';
import { type Edit, editCharger } from './charger-store';
import { valuesOf } from './charger-values';
import { withFresh } from './just-added';

const TEXTS = CHARGER_TEXTS.form;
const UNDO_SECONDS = 8;

/** What comes after: the list with the charger marked, and the way back. */
export function useAfterSaving(release: () => void) {
  const { message } = App.useApp();
  const undo = useUndo();
  const toList = useWayToList(release);
  return {
    onSaved: (saved: Versioned<Charger>, before: Charger): void => {
      toList(saved.thing);
      const key = `saved ${saved.thing.id}`;
      const back = (): void => {
        message.destroy(key);
        undo(saved, before);
      };
      void message.success({
        key,
        duration: UNDO_SECONDS,
        content: (
          <>
            {TEXTS.saved(saved.thing.displayName)}{' '}
            <Button type="link" size="small" onClick={back}>
              {TEXTS.undo}
            </Button>
          </>
        ),
      });
    },
    onUnchanged: (): void => void message.info(TEXTS.unchanged),
    onRetired: (retired: Charger): void => {
      toList(retired);
      void message.success(CHARGER_TEXTS.retire.done(retired.displayName));
    },
  };
}

function useWayToList(release: () => void): (charger: Charger) => void {
  const { accountId = '' } = useParams();
  const { search, state } = useLocation();
  const navigate = useNavigate();
  return (charger) => {
    release();
    const place = { pathname: `/accounts/${accountId}/chargers`, search };
    void navigate(place, { state: withFresh(state, charger) });
  };
}

/** Saves it once more as it was; if somebody changed it since, that stands, and is told. */
function useUndo(): (saved: Versioned<Charger>, before: Charger) => void {
  const { message } = App.useApp();
  const { write } = useWrite<Edit, Versioned<Charger>>({
    send: editCharger,
    onDone: ({ thing }) => void message.success(TEXTS.undone(thing.displayName)),
    onRefused: (problem) => void message.error(problem.message),
  });
  return ({ thing, etag }, before) => {
    const values = valuesOf(before);
    const reason = needsReason(thing, values) ? TEXTS.undo : '';
    const patch = patchOf(thing, { ...values, reason });
    // A connector that the save took away is known to the charger before it alone.
    const connectors = patch.connectors && { connectors: before.connectors };
    write({ path: thing, etag, patch: { ...patch, ...connectors } });
  };
}
