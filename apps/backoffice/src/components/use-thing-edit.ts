import { Form, type FormInstance } from 'antd';
import { useCallback, useEffect, useState } from 'react';

import { type Versioned } from '../lib/api';
import { type FieldName, showAtFields } from '../lib/field-problems';
import { changesBetween } from '../lib/form-changes';
import { newKey } from '../lib/intent';
import { hasCode, Problem, type ProblemError } from '../lib/problem';
import { useWrite, type WriteHeaders } from '../lib/write';

export type VersionedHeaders = WriteHeaders & { readonly 'If-Match': string };

/** For a write of its own, of the version that the one before it made. */
export function headersAfter(etag: string): VersionedHeaders {
  return { 'Idempotency-Key': newKey(), 'If-Match': etag };
}

export interface ThingEditParts<Thing, Values extends object> {
  /** As the book has it; fetched anew whenever it may have changed. */
  readonly fetched: Versioned<Thing>;
  readonly refetch: () => void;
  readonly valuesOf: (thing: Thing) => Values;
  readonly send: (
    changes: Partial<Values>,
    header: VersionedHeaders,
    base: Thing,
  ) => Promise<Versioned<Thing>>;
  /** `before` holds what the changed fields had. */
  readonly onSaved: (
    saved: Versioned<Thing>,
    changes: Partial<Values>,
    before: Partial<Values>,
  ) => void;
  readonly onUnchanged: () => void;
  readonly fieldFor?: (pointer: string) => FieldName | undefined;
}

export interface ThingEdit<Thing, Values extends object> {
  readonly form: FormInstance<Values>;
  /** Somebody changed it while the form had changes of its own. */
  readonly newer: Thing | undefined;
  readonly base: Thing;
  readonly isDirty: () => boolean;
  readonly submit: () => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly homeless: readonly ProblemError[];
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

interface Sent<Values> {
  readonly changes: Partial<Values>;
  readonly etag: string;
}

/**
 * A form over one version of a thing. It sends only what was changed. When somebody else changes
 * the thing, a form that nobody touched shows that; another one says so, and its owner decides.
 */
export function useThingEdit<Thing, Values extends object>(
  parts: ThingEditParts<Thing, Values>,
): ThingEdit<Thing, Values> {
  const { fetched, valuesOf, onUnchanged } = parts;
  const [form] = Form.useForm<Values>();
  const [held, setHeld] = useState(() => ({ base: fetched, shown: valuesOf(fetched.thing) }));
  const { base, shown } = held;
  const changes = useCallback(
    () => changesBetween(valuesOf(base.thing), form.getFieldsValue(true) as Values),
    [base, form, valuesOf],
  );
  const isDirty = useCallback(() => Object.keys(changes()).length > 0, [changes]);
  const saving = useSaving(parts, form, base);
  const isOther = fetched.etag !== base.etag;
  const isTouched = isOther && isDirty();
  const adopt = (mine: Partial<Values>): void => {
    setHeld({ base: fetched, shown: { ...valuesOf(fetched.thing), ...mine } });
  };
  // A form that nobody touched follows the book.
  if (isOther && !isTouched && !saving.isPending) adopt({});
  useEffect(() => form.setFieldsValue(shown as never), [form, shown]);
  const submit = (): void => {
    const changed = changes();
    if (Object.keys(changed).length === 0) onUnchanged();
    else saving.write({ changes: changed, etag: base.etag });
  };
  return {
    form,
    base: base.thing,
    newer: isTouched ? fetched.thing : undefined,
    isDirty,
    submit,
    isPending: saving.isPending,
    error: hasCode(saving.error, 'version-mismatch') ? null : saving.error,
    homeless: saving.homeless,
    keepMine: () => adopt(changes()),
    takeTheirs: () => adopt({}),
  };
}

function useSaving<Thing, Values extends object>(
  parts: ThingEditParts<Thing, Values>,
  form: FormInstance<Values>,
  base: Versioned<Thing>,
) {
  const { send, onSaved, refetch, valuesOf, fieldFor } = parts;
  const [homeless, setHomeless] = useState<readonly ProblemError[]>([]);
  const saving = useWrite<Sent<Values>, Versioned<Thing>>({
    send: ({ changes, etag }, header) => send(changes, { ...header, 'If-Match': etag }, base.thing),
    onDone: (saved, { changes }) => {
      onSaved(saved, changes, pickedLike(changes, valuesOf(base.thing)));
    },
    onRefused: (problem) => {
      if (hasCode(problem, 'version-mismatch')) refetch();
      else if (problem instanceof Problem) setHomeless(showAtFields(form, problem, fieldFor));
    },
  });
  return { ...saving, homeless };
}

function pickedLike<Values extends object>(
  changes: Partial<Values>,
  values: Values,
): Partial<Values> {
  const names = Object.keys(changes) as (keyof Values)[];
  return Object.fromEntries(names.map((name) => [name, values[name]])) as Partial<Values>;
}
