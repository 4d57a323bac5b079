import { type FormInstance } from 'antd';
import { useRef, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';

import { useUndo } from '../../components/use-undo';
import { api, dataOf } from '../../lib/api';
import { showAtFields } from '../../lib/field-problems';
import { type ProblemError } from '../../lib/problem';
import { THING_TEXTS } from '../../lib/texts/things';
import { useWrite, type WriteHeaders } from '../../lib/write';
import { type Charger } from './charger';
import { chargerFieldOf } from './charger-fields-of';
import { type AddBody, addBodyOf, BLANK, type ChargerValues } from './charger-values';
import { withFresh } from './just-added';
import { nextLabel } from './next-label';

interface Sent {
  readonly siteId: string;
  readonly body: AddBody;
}

/** What comes after the charger is there. */
export type Afterwards = 'done' | 'another';

interface AddingParts {
  readonly form: FormInstance<ChargerValues>;
  /** Lets go of the form without asking whether it is saved. */
  readonly release: () => void;
  /** The form begins anew with these. */
  readonly restart: (values: ChargerValues) => void;
}

/** Saves the form of a new charger, once, and leads on to the list or to the next charger. */
export function useAdding({ form, release, restart }: AddingParts) {
  const [homeless, setHomeless] = useState<readonly ProblemError[]>([]);
  const afterwards = useRef<Afterwards>('done');
  const { toList, stay } = useWays(release);
  const { write, isPending, error } = useWrite<Sent, Charger>({
    send: addCharger,
    onDone: (charger) => {
      setHomeless([]);
      if (afterwards.current === 'done') return toList(charger);
      stay(charger);
      restart(nextAfter(form.getFieldsValue(true) as ChargerValues));
    },
    onRefused: (problem) => {
      const values = form.getFieldsValue(true) as ChargerValues;
      const fieldFor = (pointer: string) => chargerFieldOf(pointer, values);
      setHomeless(showAtFields(form, problem, fieldFor));
    },
  });
  const save = async (then: Afterwards): Promise<void> => {
    if (!(await isWhole(form))) return;
    const values = form.getFieldsValue(true) as ChargerValues;
    const body = addBodyOf(values);
    if (body === undefined || values.panel === undefined) return;
    afterwards.current = then;
    write({ siteId: values.panel.siteId, body });
  };
  return { save: (then: Afterwards) => void save(then), close: toList, isPending, error, homeless };
}

/** The ways out of the form: to the list, and on to the next with the list behind it up to date. */
function useWays(release: () => void) {
  const { accountId = '' } = useParams();
  const { search, state, pathname } = useLocation();
  const navigate = useNavigate();
  const tellDone = useUndo();
  // Whoever adds quickly is ahead of the address that a navigation leads to.
  const kept = useRef<unknown>(state);
  const tell = (added: Charger): void => {
    kept.current = withFresh(kept.current, added);
    const { displayName: name } = added;
    tellDone({ name, text: THING_TEXTS.added(name) });
  };
  const toList = (added?: Charger): void => {
    if (added !== undefined) {
      release();
      tell(added);
    }
    const place = { pathname: `/accounts/${accountId}/chargers`, search };
    void navigate(place, { state: kept.current });
  };
  const stay = (added: Charger): void => {
    tell(added);
    void navigate({ pathname, search }, { state: kept.current, replace: true });
  };
  return { toList, stay };
}

/** Shows what is missing at its field, and puts the cursor into the first. */
async function isWhole(form: FormInstance<ChargerValues>): Promise<boolean> {
  try {
    await form.validateFields();
    return true;
  } catch (error) {
    const [first] = (error as { errorFields?: { name: never }[] }).errorFields ?? [];
    if (first !== undefined) form.scrollToField(first.name, { focus: true });
    return false;
  }
}

/** The next one is often of the same kind, beside the one before. */
function nextAfter({ chargerId, limit, panel, scope, driverId, groupIds }: ChargerValues) {
  const isPrivate = scope === 'private';
  return {
    ...BLANK,
    chargerId: nextLabel(chargerId),
    limit,
    panel,
    scope,
    driverId: isPrivate ? undefined : driverId,
    groupIds,
  };
}

function addCharger({ siteId, body }: Sent, header: WriteHeaders): Promise<Charger> {
  const request = { path: { siteId }, header };
  return dataOf(api.POST('/v1/sites/{siteId}/chargers', { params: request, body: body as never }));
}
