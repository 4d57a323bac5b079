import { type FormInstance } from 'antd';
import { useState } from 'react';

import { type Versioned } from '../lib/api';
import { type FieldName, fieldNameOf, showAtFields } from '../lib/field-problems';
import { picked } from '../lib/form-changes';
import { newKey } from '../lib/intent';
import { hasCode, Problem, type ProblemError } from '../lib/problem';
import { THING_TEXTS } from '../lib/texts/things';
import { useWrite, type WriteHeaders } from '../lib/write';
import { useUndo } from './use-undo';

export type VersionedHeaders = WriteHeaders & { readonly 'If-Match': string };

/** For a write of its own, of the version that the one before it made. */
export function headersAfter(etag: string): VersionedHeaders {
  return { 'Idempotency-Key': newKey(), 'If-Match': etag };
}

/** Whatever has a form of its own. */
export interface Identified {
  readonly id: string;
}

export interface SavingParts<Thing extends Identified, Values extends object> {
  readonly refetch: () => void;
  readonly nameOf: (thing: Thing) => string;
  readonly valuesOf: (thing: Thing) => Values;
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

/** Saves the changes of a form over one version of a thing. */
export function useSaving<Thing extends Identified, Values extends object>(
  parts: SavingParts<Thing, Values>,
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
  parts: SavingParts<Thing, Values>,
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
