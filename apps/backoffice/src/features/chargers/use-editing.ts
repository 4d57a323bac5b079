import { type FormInstance } from 'antd';
import { useEffect, useState } from 'react';

import { type Versioned } from '../../lib/api';
import { showAtFields } from '../../lib/field-problems';
import { hasCode, type Problem, type ProblemError } from '../../lib/problem';
import { useWrite } from '../../lib/write';
import { type Charger } from './charger';
import { chargerFieldOf } from './charger-fields-of';
import { differingParts, patchOf } from './charger-patch';
import { type ChargerPath, type Edit, editCharger, fetchCharger } from './charger-store';
import { type ChargerValues, valuesOf } from './charger-values';

interface EditingParts {
  readonly form: FormInstance<ChargerValues>;
  /** The charger as it is now; it may change while the form is open. */
  readonly current: Versioned<Charger>;
  /** With the charger as it was before, for undoing. */
  readonly onSaved: (saved: Versioned<Charger>, before: Charger) => void;
  readonly onUnchanged: () => void;
}

/** Two versions to choose between: what stands in the form, and what somebody else saved. */
export interface Conflict {
  readonly mine: ChargerValues;
  readonly theirs: Versioned<Charger>;
}

/**
 * A form over one version of a charger. A form in which nothing was changed follows the charger;
 * one with changes keeps them, and asks when it comes to saving over somebody else's.
 */
export function useEditing({ form, current, onSaved, onUnchanged }: EditingParts) {
  const [base, setBase] = useState(current);
  const [conflict, setConflict] = useState<Conflict>();
  const [homeless, setHomeless] = useState<readonly ProblemError[]>([]);
  const isDirty = (): boolean => isChanged(form, base.thing);
  useEffect(() => {
    if (current.etag === base.etag || isChanged(form, base.thing)) return;
    // oxlint-disable-next-line react/set-state-in-effect -- what was typed is in the form's store
    setBase(current);
    form.setFieldsValue(valuesOf(current.thing));
  }, [current, base, form]);
  const { write, isPending, error } = useWrite<Edit, Versioned<Charger>>({
    send: editCharger,
    onDone: (saved) => onSaved(saved, base.thing),
    onRefused: (problem, { path }) => {
      if (hasCode(problem, 'version-mismatch')) return void compareAgain(problem, path);
      const values = valuesIn(form);
      setHomeless(showAtFields(form, problem, (pointer) => chargerFieldOf(pointer, values)));
    },
  });
  const compareAgain = async (problem: Problem, path: ChargerPath): Promise<void> => {
    const theirs = await fetchCharger(path).catch(() => undefined);
    if (theirs === undefined) setHomeless(problem.errors);
    else setConflict({ mine: valuesIn(form), theirs });
  };
  const save = (over: Versioned<Charger> = base): void => {
    const patch = patchOf(over.thing, valuesIn(form));
    if (Object.keys(patch).length === 0) return onUnchanged();
    setHomeless([]);
    write({ path: over.thing, etag: over.etag, patch });
  };
  const resolve = (chosen: ChargerValues, theirs: Versioned<Charger>): void => {
    form.setFieldsValue(chosen);
    setBase(theirs);
    setConflict(undefined);
    save(theirs);
  };
  return {
    base,
    isDirty,
    save,
    isPending,
    error: conflict === undefined ? error : null,
    homeless,
    conflict,
    isBehind: current.etag !== base.etag,
    compare: () => setConflict({ mine: valuesIn(form), theirs: current }),
    resolve,
    backToForm: () => setConflict(undefined),
  };
}

function valuesIn(form: FormInstance<ChargerValues>): ChargerValues {
  return form.getFieldsValue(true) as ChargerValues;
}

function isChanged(form: FormInstance<ChargerValues>, charger: Charger): boolean {
  const values = valuesIn(form);
  // Before the fields are drawn nothing stands in them.
  if (values.chargerId === undefined) return false;
  return differingParts(valuesOf(charger), values).length > 0 || values.reason.trim() !== '';
}
