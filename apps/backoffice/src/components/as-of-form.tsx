import { Button, Input } from 'antd';
import { type SubmitEvent, useId, useState } from 'react';

import { type AsOfView, type Clock, instantOf } from '../lib/as-of';
import { AS_OF_TEXTS as TEXTS } from '../lib/texts/as-of';
import { instantIn, localIn } from '../lib/zoned-time';

interface AsOfFormParts {
  readonly view: AsOfView;
  readonly clock: Clock;
  /** What was wrong with the moment that the address names. */
  readonly fault?: string;
  /** Out of the form, without a choice. */
  readonly way: { readonly text: string; readonly act: () => void };
}

/** A date and a time on a clock that is named; the browser brings the calendar. */
export function AsOfForm({ view, clock, fault, way }: AsOfFormParts) {
  const { timeZone, name } = clock;
  const id = useId();
  const [local, setLocal] = useState(() => beginningWith(view.asOf, timeZone));
  const [isMissing, setMissing] = useState(false);
  const said = isMissing ? TEXTS.missing : fault;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const instant = instantIn(local, timeZone);
    setMissing(instant === undefined);
    if (instant !== undefined) view.show(instant);
  };
  return (
    <form className="as-of-form" aria-label={TEXTS.form} noValidate onSubmit={submit}>
      <label htmlFor={id}>{TEXTS.label(name)}</label>
      <Input
        id={id}
        className="as-of-field"
        type="datetime-local"
        step={1}
        autoFocus
        value={local}
        status={said === undefined ? '' : 'error'}
        aria-invalid={said !== undefined}
        aria-describedby={`${id}-fault`}
        onChange={({ target }) => setLocal(target.value)}
      />
      <span id={`${id}-fault`} className="as-of-fault" role="alert">
        {said}
      </span>
      <Button type="primary" htmlType="submit">
        {TEXTS.show}
      </Button>
      <Button onClick={way.act}>{way.text}</Button>
    </form>
  );
}

/** The moment that is shown, else midnight of today. */
function beginningWith(asOf: string | undefined, timeZone: string): string {
  const shown = instantOf(asOf);
  if (shown !== undefined) return localIn(shown, timeZone);
  return `${localIn(new Date().toISOString(), timeZone).slice(0, 10)}T00:00`;
}
