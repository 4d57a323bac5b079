import { Input } from 'antd';
import { useId, useState } from 'react';

import { instantIn, localIn } from '../../lib/zoned-time';

interface MomentFieldParts {
  readonly label: string;
  readonly timeZone: string;
  /** An instant. */
  readonly value: string | undefined;
  readonly fault?: string | undefined;
  readonly onChange: (instant: string | undefined) => void;
}

/** A date and a time on the clock of the place, taken when one is through with typing it. */
export function MomentField({ label, timeZone, value, fault, onChange }: MomentFieldParts) {
  const id = useId();
  const shown = value === undefined ? '' : localIn(value, timeZone);
  const [text, setText] = useState(shown);
  // Back and forward in the history change it, too.
  const [seen, setSeen] = useState(shown);
  if (seen !== shown) {
    setSeen(shown);
    setText(shown);
  }
  const take = (): void => {
    const instant = instantIn(text, timeZone);
    if (text !== shown && instant !== value) onChange(instant);
  };
  return (
    <div className="history-filter">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        className="history-moment"
        type="datetime-local"
        value={text}
        status={fault === undefined ? '' : 'error'}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        onChange={({ target }) => setText(target.value)}
        onBlur={take}
        onPressEnter={take}
      />
      <span id={`${id}-fault`} className="history-fault" role="alert">
        {fault}
      </span>
    </div>
  );
}
