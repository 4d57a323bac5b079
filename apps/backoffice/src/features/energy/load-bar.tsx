import { type Bar } from './load';

interface LoadBarParts {
  readonly bar: Bar;
  readonly kind: 'subscribed' | 'offline';
}

/** Drawn for the eye alone: the figures stand beside it as text. */
export function LoadBar({ bar, kind }: LoadBarParts) {
  const { within, beyond, end } = bar;
  return (
    <div className={`load-bar load-bar-${kind}`} aria-hidden="true">
      <span className="load-bar-within" style={{ width: `${within}%` }} />
      <span className="load-bar-beyond" style={{ left: `${within}%`, width: `${beyond}%` }} />
      <span className="load-bar-end" style={{ left: `${end}%` }} />
    </div>
  );
}
