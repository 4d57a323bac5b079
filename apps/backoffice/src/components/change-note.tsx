import { ago, moment } from '../lib/format';
import { usePersonName } from '../lib/people';
import { COMMON_TEXTS } from '../lib/texts/common';
import { momentIn } from '../lib/zoned-time';

interface ChangeParts {
  readonly at: string;
  /**
   * Where things are shown as they were, the zone of their clock: how long ago it is by now says
   * nothing of then.
   */
  readonly pastZone?: string | undefined;
}

/** Who, and how long ago; the moment itself on hover. */
export function ChangeNote({ by, ...change }: ChangeParts & { readonly by: string }) {
  return <NamedChange {...change} name={usePersonName(by)} />;
}

/** The same, for a list that asks for the names of all its rows at once. */
export function NamedChange({ at, pastZone, name }: ChangeParts & { readonly name: string }) {
  return (
    <span className="change-note">
      <time dateTime={at} title={moment(at)}>
        {pastZone === undefined ? ago(at) : momentIn(at, pastZone)}
      </time>{' '}
      <span className="quiet">{COMMON_TEXTS.by(name)}</span>
    </span>
  );
}
