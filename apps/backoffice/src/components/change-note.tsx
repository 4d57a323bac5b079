import { ago, moment } from '../lib/format';
import { usePersonName } from '../lib/people';

/** Who, and how long ago; the moment itself on hover. */
export function ChangeNote({ at, by }: { readonly at: string; readonly by: string }) {
  const name = usePersonName(by);
  return (
    <span className="change-note">
      <time dateTime={at} title={moment(at)}>
        {ago(at)}
      </time>{' '}
      <span className="quiet">{name}</span>
    </span>
  );
}
