import { ago, moment } from '../lib/format';
import { usePersonName } from '../lib/people';
import { COMMON_TEXTS } from '../lib/texts/common';

/** Who, and how long ago; the moment itself on hover. */
export function ChangeNote({ at, by }: { readonly at: string; readonly by: string }) {
  return <NamedChange at={at} name={usePersonName(by)} />;
}

interface NamedChangeParts {
  readonly at: string;
  readonly name: string;
  /** It is shown as it was: how long ago that was by now says nothing of then. */
  readonly isPast?: boolean;
}

/** The same, for a list that asks for the names of all its rows at once. */
export function NamedChange({ at, name, isPast = false }: NamedChangeParts) {
  return (
    <span className="change-note">
      <time dateTime={at} title={moment(at)}>
        {isPast ? moment(at) : ago(at)}
      </time>{' '}
      <span className="quiet">{COMMON_TEXTS.by(name)}</span>
    </span>
  );
}
