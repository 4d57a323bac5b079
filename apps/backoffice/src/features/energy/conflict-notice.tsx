import { Alert, Button } from 'antd';

import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { conflictingMembers, type Versions } from './conflict';

const TEXTS = ENERGY_TEXTS.conflict;

interface ConflictNoticeParts {
  readonly versions: Versions;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

/** Both versions, member by member, and the choice between them. */
export function ConflictNotice({ versions, onKeep, onTake }: ConflictNoticeParts) {
  return (
    <Alert
      className="problem-notice"
      type="warning"
      role="alert"
      title={TEXTS.title}
      description={
        <>
          <p>{TEXTS.text}</p>
          <table className="conflict">
            <thead>
              <tr>
                <th scope="col">{TEXTS.member}</th>
                <th scope="col">{TEXTS.theirs}</th>
                <th scope="col">{TEXTS.yours}</th>
              </tr>
            </thead>
            <tbody>
              {conflictingMembers(versions).map(({ label, theirs, yours }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{theirs}</td>
                  <td>{yours ?? <span className="quiet">{TEXTS.unchanged}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="conflict-choice">
            <Button size="small" onClick={onKeep}>
              {TEXTS.keep}
            </Button>
            <Button size="small" onClick={onTake}>
              {TEXTS.take}
            </Button>
          </div>
        </>
      }
    />
  );
}
