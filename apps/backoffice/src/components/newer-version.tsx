import './versions.css';

import { Alert, Button } from 'antd';
import { type ReactNode } from 'react';

import { ago } from '../lib/format';
import { usePersonName } from '../lib/people';
import { COMMON_TEXTS } from '../lib/texts/common';
import { THING_TEXTS } from '../lib/texts/things';

const TEXTS = THING_TEXTS.newer;

/** A field of which there are two versions. */
interface FieldVersions {
  readonly label: string;
  readonly theirs: ReactNode;
  /** Undefined where one left it as it was, so that theirs stays. */
  readonly yours: ReactNode | undefined;
}

interface NewerVersionParts {
  readonly at: string;
  readonly by: string;
  /** Where both changed something, or differ. */
  readonly fields: readonly FieldVersions[];
  /** Nothing can be saved any more, and why. */
  readonly over: { readonly text: string; readonly onShow: () => void } | undefined;
  readonly onKeep: () => void;
  /** Undefined where no field was changed by both, so that nobody's has to go. */
  readonly onTake: (() => void) | undefined;
}

/** Somebody else saved first: both versions, and whose is to stand. */
export function NewerVersion({ at, by, fields, over, onKeep, onTake }: NewerVersionParts) {
  const name = usePersonName(by);
  const text = over?.text ?? (onTake === undefined ? TEXTS.noClash : TEXTS.clash);
  return (
    <Alert
      className="problem-notice"
      type="warning"
      role="alert"
      title={TEXTS.title}
      description={
        <>
          <p>
            {TEXTS.by(name, ago(at))} {text}
          </p>
          <table className="versions">
            <thead>
              <tr>
                <th scope="col">{TEXTS.field}</th>
                <th scope="col">{TEXTS.theirs}</th>
                <th scope="col">{TEXTS.yours}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ label, theirs, yours }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{theirs || COMMON_TEXTS.none}</td>
                  <td>
                    {yours === undefined ? (
                      <span className="quiet">{TEXTS.asItWas}</span>
                    ) : (
                      yours || COMMON_TEXTS.none
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Buttons over={over} onKeep={onKeep} onTake={onTake} />
        </>
      }
    />
  );
}

type ButtonsParts = Pick<NewerVersionParts, 'over' | 'onKeep' | 'onTake'>;

function Buttons({ over, onKeep, onTake }: ButtonsParts) {
  if (over !== undefined) {
    return (
      <Button size="small" onClick={over.onShow}>
        {TEXTS.asItIs}
      </Button>
    );
  }
  return (
    <p className="versions-choice">
      <Button size="small" onClick={onKeep}>
        {onTake === undefined ? TEXTS.keepBoth : TEXTS.keep}
      </Button>
      {onTake === undefined ? null : (
        <Button size="small" onClick={onTake}>
          {TEXTS.take}
        </Button>
      )}
    </p>
  );
}
