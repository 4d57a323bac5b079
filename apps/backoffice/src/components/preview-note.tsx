import { type ReactNode } from 'react';

import { type Foretold, refusalsOf, type Verdict } from '../lib/preview';
import { Problem } from '../lib/problem';
import { PREVIEW_TEXTS as TEXTS } from '../lib/texts/preview';

interface PreviewNoteParts {
  readonly foretold: Foretold<unknown>;
  /** What is said instead of the usual words where nothing stands against it. */
  readonly acceptedText?: string;
  /** The figures of what would be, where it would be. */
  readonly children?: ReactNode;
}

interface Said {
  readonly tone: 'good' | 'warned' | 'refused' | 'still';
  readonly mark: string;
  readonly text: string;
  readonly details: readonly string[];
}

/** What would happen to the form as it stands; said by words and a mark, the colour only adds. */
export function PreviewNote({ foretold, ...parts }: PreviewNoteParts) {
  const { latest, isAsking } = foretold;
  const said = sayOf(foretold);
  const text = said.tone === 'good' ? (parts.acceptedText ?? said.text) : said.text;
  return (
    <section
      className={`preview-note preview-note-${said.tone}`}
      aria-label={TEXTS.label}
      aria-live="polite"
      aria-busy={isAsking}
    >
      <p className="preview-note-verdict">
        <span aria-hidden="true" className="preview-note-mark">
          {said.mark}
        </span>
        {text}
      </p>
      {said.details.length === 0 ? null : (
        <ul>
          {said.details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      {latest?.verdict === 'accepted' ? parts.children : null}
    </section>
  );
}

const STILL = { tone: 'still', mark: '…', details: [] } as const;

function sayOf({ latest, isAsking, error }: Foretold<unknown>): Said {
  if (error !== null) return sayError(error);
  if (latest !== undefined) return sayVerdict(latest);
  return { ...STILL, text: isAsking ? TEXTS.asking : TEXTS.incomplete };
}

function sayError(error: Error): Said {
  if (!(error instanceof Problem) || error.status !== 400) return { ...STILL, text: TEXTS.unknown };
  const details = error.errors.map(({ detail }) => detail);
  return { ...STILL, text: TEXTS.notWellFormed, details };
}

function sayVerdict(judged: Verdict): Said {
  const { verdict, warnings } = judged;
  if (verdict === 'unchanged') return { ...STILL, mark: '=', text: TEXTS.unchanged };
  if (verdict === 'refused') {
    const details = refusalsOf(judged).map(({ detail }) => detail);
    return { tone: 'refused', mark: '✕', text: TEXTS.refused, details };
  }
  if (warnings.length === 0) return { tone: 'good', mark: '✓', text: TEXTS.accepted, details: [] };
  const details = warnings.map(({ detail }) => detail);
  return { tone: 'warned', mark: '!', text: TEXTS.warned, details };
}
