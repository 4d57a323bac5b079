import { ago, moment } from '../lib/format';
import { usePersonName } from '../lib/people';
import { COMMON_TEXTS } from '../lib/texts/common';

/** Who, and how long ago; the moment itself on hover. */
export function ChangeNote({ at, by }: { readonly at: string; readonly by: string }) {
  return <NamedChange at={at} name={usePersonName(by)} />;
}

/** The same, for a list that asks for the names of all its rows at once. */
export function NamedChange({ at, name }: { readonly at: string; readonly name: string }) {
  return (
    <span className="change-note">
      <time dateTime={at} title={moment(at)}>
        {ago(at)}
      </time>{' '}
      <span className="quiet">{COMMON_TEXTS.by(name)}</span>
    </span>
  );
}
