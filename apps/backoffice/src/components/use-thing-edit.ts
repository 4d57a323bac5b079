import { Form, type FormInstance } from 'antd';
import { useCallback, useEffect, useState } from 'react';

import { type Versioned } from '../lib/api';
import {
  changesBetween,
  type FieldApart,
  fieldsApart,
  type Said,
  typedAlone,
  unlessAlone,
} from '../lib/form-changes';
import { hasCode, type ProblemError } from '../lib/problem';
import { useLeaveGuard } from './use-leave-guard';
import { type Identified, type SavingParts, useSaving } from './use-saving';

export interface ThingEditParts<
  Thing extends Identified,
  Values extends object,
> extends SavingParts<Thing, Values> {
  /** As the book has it; fetched anew whenever it may have changed. */
  readonly fetched: Versioned<Thing>;
  /** What the fields say, where that is not what is typed into them. */
  readonly said?: Said<Values>;
  /** Fields that are sent along with others, and never alone. */
  readonly sentAlong?: readonly (keyof Values)[];
}

/** What somebody else saved meanwhile, and the choice that is to be made. */
export interface Newer<Thing, Values extends object> {
  readonly thing: Thing;
  readonly theirs: Values;
  /** With the form as it is at the moment: one may type on. */
  readonly compare: () => {
    readonly typed: Values;
    readonly apart: readonly FieldApart<Values>[];
  };
  readonly keepMine: () => void;
  /** Where both changed a field; what only one changed stays, whoever it was. */
  readonly takeTheirs: () => void;
  readonly dropMine: () => void;
}

export interface ThingEdit<Thing, Values extends object> {
  readonly form: FormInstance<Values>;
  readonly base: Thing;
  /** Of the base. */
  readonly name: string;
  /** The form of the base. */
  readonly began: Values;
  /** Somebody changed it while the form had changes of its own. */
  readonly newer: Newer<Thing, Values> | undefined;
  readonly submit: () => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  /** The refusal of what was saved over another's save. */
  readonly mismatch: Error | null;
  readonly homeless: readonly ProblemError[];
  /** Closes it without asking about what was typed, with what else was done to the thing. */
  readonly leave: (changed?: Thing) => void;
}

/**
 * A form over one version of a thing. It sends only what was changed, and offers the way back.
 * When somebody else changes the thing, a form that nobody touched shows that; another one says
 * so, and its owner decides.
 */
export function useThingEdit<Thing extends Identified, Values extends object>(
  parts: ThingEditParts<Thing, Values>,
): ThingEdit<Thing, Values> {
  const { nameOf, valuesOf, onClose } = parts;
  const [form] = Form.useForm<Values>();
  const { base, changesTo, isOther, isApart, adopt } = useBase(parts, form);
  const { release, isHere } = useLeaveGuard(
    useCallback(() => hasAny(changesTo(base.thing)), [changesTo, base]),
  );
  const saving = useSaving(parts, { form, base, release, isHere });
  // A form that nobody touched follows the book.
  if (isOther && !isApart && !saving.isPending) adopt({});
  const choose = (mine: Partial<Values>): void => {
    saving.reset();
    adopt(mine);
  };
  const submit = (): void => {
    const changes = changesTo(base.thing);
    if (hasAny(changes)) saving.write({ changes, etag: base.etag });
    else onClose();
  };
  // A save that is under way is answered first: a choice made before it would be lost on it.
  const isToChoose = isApart && !saving.isPending;
  return {
    form,
    base: base.thing,
    name: nameOf(base.thing),
    began: valuesOf(base.thing),
    newer: isToChoose ? newerOf(parts, { form, base: base.thing, choose }) : undefined,
    submit,
    isPending: saving.isPending,
    ...toldApart(saving.error),
    homeless: saving.homeless,
    leave: (changed) => {
      if (!isHere()) return;
      release();
      onClose(changed);
    },
  };
}

const NONE: readonly never[] = [];

/**
 * First each value whole, for by itself the form keeps of one what the new one does not have; then
 * as ever, which takes away what was said at the fields.
 */
function show<Values extends object>(form: FormInstance<Values>, values: Values): void {
  const fields = Object.entries(values).map(([name, value]) => ({ name, value: value as unknown }));
  form.setFields(fields as never);
  form.setFieldsValue(values as never);
}

/** The version that the form is over, and how it comes to be over the one that was fetched. */
function useBase<Thing extends Identified, Values extends object>(
  { fetched, valuesOf, said, sentAlong = NONE }: ThingEditParts<Thing, Values>,
  form: FormInstance<Values>,
) {
  const [held, setHeld] = useState(() => ({ base: fetched, shown: valuesOf(fetched.thing) }));
  const { base, shown } = held;
  const changesTo = useCallback(
    (thing: Thing) => {
      const typed = form.getFieldsValue(true) as Partial<Values>;
      return unlessAlone(changesBetween(valuesOf(thing), typed, said), sentAlong);
    },
    [form, valuesOf, said, sentAlong],
  );
  useEffect(() => show(form, shown), [form, shown]);
  const isOther = fetched.etag !== base.etag;
  return {
    base,
    changesTo,
    isOther,
    isApart: isOther && hasAny(changesTo(base.thing)) && hasAny(changesTo(fetched.thing)),
    adopt: (mine: Partial<Values>): void => {
      setHeld({ base: fetched, shown: { ...valuesOf(fetched.thing), ...mine } });
    },
  };
}

/** Another's save is shown as a choice, not as a refusal. */
function toldApart(refusal: Error | null): Pick<ThingEdit<unknown, object>, 'error' | 'mismatch'> {
  const isMismatch = hasCode(refusal, 'version-mismatch');
  return isMismatch ? { error: null, mismatch: refusal } : { error: refusal, mismatch: null };
}

interface Choosing<Thing, Values extends object> {
  readonly form: FormInstance<Values>;
  readonly base: Thing;
  readonly choose: (mine: Partial<Values>) => void;
}

function newerOf<Thing extends Identified, Values extends object>(
  { fetched: { thing }, valuesOf, said }: ThingEditParts<Thing, Values>,
  { form, base, choose }: Choosing<Thing, Values>,
): Newer<Thing, Values> {
  const began = valuesOf(base);
  const theirs = valuesOf(thing);
  const compare: Newer<Thing, Values>['compare'] = () => {
    const typed = { ...began, ...(form.getFieldsValue(true) as Partial<Values>) };
    return { typed, apart: fieldsApart(began, { theirs, typed }, said) };
  };
  return {
    thing,
    theirs,
    compare,
    keepMine: () => choose(changesBetween(began, compare().typed, said)),
    takeTheirs: () => {
      const { typed, apart } = compare();
      choose(typedAlone(typed, apart));
    },
    dropMine: () => choose({}),
  };
}

function hasAny(changes: object): boolean {
  return Object.keys(changes).length > 0;
}
