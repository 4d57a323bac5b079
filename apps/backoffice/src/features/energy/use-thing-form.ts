import { Form, type FormInstance } from 'antd';
import { useMemo, useState } from 'react';

import { useLeaveGuard } from '../../components/use-leave-guard';
import { type FieldName, fieldNameOf, showAtFields } from '../../lib/field-problems';
import { usePreview } from '../../lib/preview';
import { type ProblemError } from '../../lib/problem';
import { useWrite, type WriteHeaders } from '../../lib/write';
import { isSameValue } from './same-value';

/** What is sent, and the version that it is meant for; none for a new thing. */
export interface Sent<Body> {
  readonly body: Body;
  readonly etag?: string;
}

export interface ThingFormOptions<Values, Body, Answer> {
  readonly form: FormInstance<Values>;
  /** As the form begins; what it shows no field for stays like this. */
  readonly base: Values;
  /** Undefined while the form is not complete. */
  readonly bodyOf: (values: Values) => Body | undefined;
  readonly etag?: string;
  readonly previewPath: string;
  readonly send: (sent: Sent<Body>, header: WriteHeaders) => Promise<Answer>;
  /** To call `release` before the form is left on purpose. */
  readonly onSaved: (answer: Answer, body: Body, release: () => void) => void;
  readonly fieldFor?: (pointer: string) => FieldName | undefined;
}

/**
 * A form that says beforehand what saving would do, asks before it is left unsaved, is sent once,
 * and shows what is refused at its fields.
 */
export function useThingForm<Values extends object, Body extends object, Answer, Thing = Answer>(
  options: ThingFormOptions<Values, Body, Answer>,
) {
  const { form, base, bodyOf, etag, previewPath, send, onSaved, fieldFor = fieldNameOf } = options;
  const watched = Form.useWatch([], form) as Partial<Values> | undefined;
  const values = useMemo(() => ({ ...base, ...watched }), [base, watched]);
  const body = useMemo(() => bodyOf(values), [bodyOf, values]);
  const [homeless, setHomeless] = useState<readonly ProblemError[]>();
  const foretold = usePreview<Thing>(previewPath, body);
  const { release } = useLeaveGuard(() => !isSameValue(values, base));
  const writing = useWrite<Sent<Body>, Answer>({
    send,
    onDone: (answer, sent) => onSaved(answer, sent.body, release),
    onRefused: (problem) => setHomeless(showAtFields(form, problem, fieldFor)),
  });
  const saveAs = (version: string | undefined): void => {
    if (body === undefined) return;
    writing.write({ body, ...(version !== undefined && { etag: version }) });
  };
  return {
    values,
    body,
    foretold,
    release,
    save: () => saveAs(etag),
    /** Over what somebody else has saved in the meantime. */
    saveOver: (version: string) => saveAs(version),
    isPending: writing.isPending,
    error: writing.error,
    homeless,
  };
}
