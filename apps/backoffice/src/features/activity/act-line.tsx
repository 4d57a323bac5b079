import { Link } from 'react-router';

import { ago, moment } from '../../lib/format';
import { eventSentenceOf } from '../../lib/event-sentence';
import { SYSTEM, usePersonName } from '../../lib/people';
import { ACTIVITY_TEXTS as TEXTS } from '../../lib/texts/activity';
import { type Act, pathOfThing } from './acts';

interface ActLineParts {
  readonly act: Act;
  readonly accountId: string;
  /** It came while one looked on. */
  readonly isNew: boolean;
}

export function ActLine({ act, accountId, isNew }: ActLineParts) {
  const { at, actor, reason, types } = act;
  const person = usePersonName(actor);
  const name = actor === SYSTEM ? TEXTS.system : person;
  return (
    <li className={isNew ? 'act act-new' : 'act'}>
      <div className="act-text">
        {types.map((type, index) => (
          <p key={`${type} ${index}`}>
            {index === 0 ? <strong className="act-who">{`${name} `}</strong> : null}
            <Sentence type={type} act={act} accountId={accountId} />
          </p>
        ))}
        {reason === null ? null : <p className="quiet">{TEXTS.reason(reason)}</p>}
      </div>
      <time className="quiet act-when" dateTime={at} title={moment(at)}>
        {ago(at)}
      </time>
    </li>
  );
}

interface SentenceParts {
  readonly type: string;
  readonly act: Act;
  readonly accountId: string;
}

function Sentence({ type, act, accountId }: SentenceParts) {
  const { before, after } = eventSentenceOf(type);
  const path = pathOfThing(act, accountId);
  const name = <bdi>{act.thing.label ?? TEXTS.unnamed}</bdi>;
  return (
    <>
      {before}
      {path === undefined ? <strong>{name}</strong> : <Link to={path}>{name}</Link>}
      {after}
    </>
  );
}
