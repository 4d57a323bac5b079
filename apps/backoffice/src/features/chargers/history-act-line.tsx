import { Link } from 'react-router';

import { SYSTEM, usePersonName } from '../../lib/people';
import { HISTORY_TEXTS as TEXTS } from '../../lib/texts/history';
import { momentIn } from '../../lib/zoned-time';
import { HistoryValue, fieldName } from './history-value';
import { type HistoryAct } from './history-acts';

interface ActLineParts {
  readonly act: HistoryAct;
  readonly place: HistoryPlace;
}

export interface HistoryPlace {
  readonly accountId: string;
  readonly siteId: string;
  readonly timeZone: string;
  /** Where the charger is shown as it was at a position. */
  readonly pathAsOf: (position: string) => string;
}

/** One act: when, who and as what, why, and from what to what. */
export function HistoryActLine({ act, place }: ActLineParts) {
  const { at, position } = act;
  const moment = momentIn(at, place.timeZone);
  return (
    <li className="timeline-act">
      <div className="timeline-head">
        <time className="timeline-when" dateTime={at} title={at}>
          {moment}
        </time>
        <Link to={place.pathAsOf(position)}>
          {TEXTS.asItWas}
          <span className="visually-hidden">{TEXTS.asItWasAt(moment)}</span>
        </Link>
      </div>
      <Doer act={act} />
      <Cause act={act} />
      <Changes act={act} place={place} />
    </li>
  );
}

function Doer({ act: { kind, actor, role } }: { readonly act: HistoryAct }) {
  const person = usePersonName(actor);
  return (
    <p className="timeline-who">
      {TEXTS.acts[kind]} <strong>{person}</strong>
      {actor === SYSTEM ? null : <span className="quiet"> · {role}</span>}
    </p>
  );
}

/** A reason that a person gave, or what made a policy act by itself. */
function Cause({ act: { actor, reason, causationId } }: { readonly act: HistoryAct }) {
  if (actor !== SYSTEM) return reason === null ? null : <p>{TEXTS.reason(reason)}</p>;
  return (
    <p>
      {reason === null ? null : `${TEXTS.cause(reason)} `}
      <span className="quiet">{TEXTS.causedBy(causationId)}</span>
    </p>
  );
}

function Changes({ act: { kind, changes }, place }: ActLineParts) {
  if (changes.length === 0) return <p className="quiet">{TEXTS.nothingTold}</p>;
  return (
    <dl className="timeline-changes">
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{fieldName(field)}</dt>
          <dd>
            {kind === 'added' ? null : (
              <>
                <span className="visually-hidden">{TEXTS.before} </span>
                <del>
                  <HistoryValue field={field} value={before} {...place} />
                </del>
                <span aria-hidden="true"> → </span>
                <span className="visually-hidden"> {TEXTS.becomes} </span>
              </>
            )}
            <ins>
              <HistoryValue field={field} value={after} {...place} />
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
