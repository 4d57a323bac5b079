import { Form, type FormInstance } from 'antd';
import { useCallback, useEffect, useState } from 'react';

import { type Versioned } from '../lib/api';
import { type FieldName, fieldNameOf, showAtFields } from '../lib/field-problems';
import {
  changesBetween,
  type FieldApart,
  fieldsApart,
  picked,
  type Said,
} from '../lib/form-changes';
import { newKey } from '../lib/intent';
import { hasCode, Problem, type ProblemError } from '../lib/problem';
import { THING_TEXTS } from '../lib/texts/things';
import { useWrite, type WriteHeaders } from '../lib/write';
import { useLeaveGuard } from './use-leave-guard';
import { useUndo } from './use-undo';

export type VersionedHeaders = WriteHeaders & { readonly 'If-Match': string };

/** For a write of its own, of the version that the one before it made. */
export function headersAfter(etag: string): VersionedHeaders {
  return { 'Idempotency-Key': newKey(), 'If-Match': etag };
}

/** Whatever has a form of its own. */
interface Identified {
  readonly id: string;
}

export interface ThingEditParts<Thing extends Identified, Values extends object> {
  /** As the book has it; fetched anew whenever it may have changed. */
  readonly fetched: Versioned<Thing>;
  readonly refetch: () => void;
  readonly nameOf: (thing: Thing) => string;
  readonly valuesOf: (thing: Thing) => Values;
  /** What the fields say, where that is not what is typed into them. */
  readonly said?: Said<Values>;
  readonly send: (
    changes: Partial<Values>,
    header: VersionedHeaders,
    base: Thing,
  ) => Promise<Versioned<Thing>>;
  /** Of what the changed fields had, what takes the change back; undefined: nothing does. */
  readonly wayBack?: (before: Partial<Values>, saved: Thing) => Partial<Values> | undefined;
  readonly fieldFor?: (pointer: string, typed: Values) => FieldName | undefined;
  /** Closes what the form stands in; `changed` is the thing as it is now. */
  readonly onClose: (changed?: Thing) => void;
}

/** What somebody else saved, and where it is not what stands in the form. */
export interface Newer<Thing, Values extends object> {
  readonly thing: Thing;
  readonly theirs: Values;
  readonly typed: Values;
  readonly apart: readonly FieldApart<Values>[];
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
  readonly keepMine: () => void;
  /** Where both changed a field; what only one changed stays, whoever it was. */
  readonly takeTheirs: () => void;
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
  const { fetched, nameOf, valuesOf, said, onClose } = parts;
  const [form] = Form.useForm<Values>();
  const [held, setHeld] = useState(() => ({ base: fetched, shown: valuesOf(fetched.thing) }));
  const { base, shown } = held;
  const changesTo = useCallback(
    (thing: Thing) => {
      const typed = form.getFieldsValue(true) as Partial<Values>;
      return changesBetween(valuesOf(thing), typed, said);
    },
    [form, valuesOf, said],
  );
  const { release, isHere } = useLeaveGuard(
    useCallback(() => hasAny(changesTo(base.thing)), [changesTo, base]),
  );
  const saving = useSaving(parts, { form, base, release, isHere });
  const isOther = fetched.etag !== base.etag;
  const isApart = isOther && hasAny(changesTo(base.thing)) && hasAny(changesTo(fetched.thing));
  const adopt = (mine: Partial<Values>): void => {
    setHeld({ base: fetched, shown: { ...valuesOf(fetched.thing), ...mine } });
  };
  // A form that nobody touched follows the book.
  if (isOther && !isApart && !saving.isPending) adopt({});
  useEffect(() => form.setFieldsValue(shown as never), [form, shown]);
  // A save that is under way is answered first: a choice made before it would be lost on it.
  const newer = isApart && !saving.isPending ? newerOf(parts, base.thing, form) : undefined;
  const submit = (): void => {
    const changes = changesTo(base.thing);
    if (hasAny(changes)) saving.write({ changes, etag: base.etag });
    else onClose();
  };
  return {
    form,
    base: base.thing,
    name: nameOf(base.thing),
    began: valuesOf(base.thing),
    newer,
    submit,
    isPending: saving.isPending,
    ...toldApart(saving.error),
    homeless: saving.homeless,
    keepMine: () => adopt(changesTo(base.thing)),
    takeTheirs: () => adopt(newer === undefined ? {} : mineAlone(newer)),
    leave: (changed) => {
      if (!isHere()) return;
      release();
      onClose(changed);
    },
  };
}

/** Another's save is shown as a choice, not as a refusal. */
function toldApart(refusal: Error | null): Pick<ThingEdit<unknown, object>, 'error' | 'mismatch'> {
  const isMismatch = hasCode(refusal, 'version-mismatch');
  return isMismatch ? { error: null, mismatch: refusal } : { error: refusal, mismatch: null };
}

function newerOf<Thing extends Identified, Values extends object>(
  { fetched: { thing }, valuesOf, said }: ThingEditParts<Thing, Values>,
  base: Thing,
  form: FormInstance<Values>,
): Newer<Thing, Values> {
  const began = valuesOf(base);
  const theirs = valuesOf(thing);
  const typed = { ...began, ...(form.getFieldsValue(true) as Partial<Values>) };
  return { thing, theirs, typed, apart: fieldsApart(began, { theirs, typed }, said) };
}

/** What was typed where the other left the field as it was. */
function mineAlone<Values extends object>({
  typed,
  apart,
}: Newer<unknown, Values>): Partial<Values> {
  const own = apart.filter(({ isTyped, isTheirs }) => isTyped && !isTheirs);
  return picked(
    typed,
    own.map(({ name }) => name),
  );
}

interface Sent<Values> {
  readonly changes: Partial<Values>;
  readonly etag: string;
}

interface SavedForm<Thing, Values extends object> {
  readonly form: FormInstance<Values>;
  readonly base: Versioned<Thing>;
  readonly release: () => void;
  readonly isHere: () => boolean;
}

function useSaving<Thing extends Identified, Values extends object>(
  parts: ThingEditParts<Thing, Values>,
  { form, base, release, isHere }: SavedForm<Thing, Values>,
) {
  const { send, refetch, valuesOf, onClose, fieldFor = fieldNameOf } = parts;
  const [homeless, setHomeless] = useState<readonly ProblemError[]>([]);
  const tell = useTellingSaved(parts);
  const saving = useWrite<Sent<Values>, Versioned<Thing>>({
    send: ({ changes, etag }, header) => send(changes, { ...header, 'If-Match': etag }, base.thing),
    onDone: (saved, { changes }) => {
      release();
      tell(saved, picked(valuesOf(base.thing), Object.keys(changes) as (keyof Values)[]));
      if (isHere()) onClose(saved.thing);
    },
    onRefused: (problem) => {
      if (hasCode(problem, 'version-mismatch')) return refetch();
      if (!(problem instanceof Problem)) return;
      const typed = form.getFieldsValue(true) as Values;
      setHomeless(showAtFields(form, problem, (pointer) => fieldFor(pointer, typed)));
    },
  });
  return { ...saving, homeless };
}

/** Says that it is saved, and how to take it back: the same write, of what was before. */
function useTellingSaved<Thing extends Identified, Values extends object>(
  parts: ThingEditParts<Thing, Values>,
) {
  const { send, nameOf, wayBack = (before) => before } = parts;
  const tell = useUndo();
  return ({ thing, etag }: Versioned<Thing>, before: Partial<Values>): void => {
    const back = wayBack(before, thing);
    const header = headersAfter(etag);
    const undo = back && (() => send(back, header, thing));
    const name = nameOf(thing);
    tell({ id: thing.id, name, text: THING_TEXTS.saved(name), undo });
  };
}

function hasAny(changes: object): boolean {
  return Object.keys(changes).length > 0;
}
