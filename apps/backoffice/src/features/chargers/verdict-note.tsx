import { foretoldProblem, type Preview } from '../../lib/preview';
import { Problem } from '../../lib/problem';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';

const TEXTS = CHARGER_TEXTS.verdict;
const OF_LOAD = new Set([
  'panel-oversubscribed',
  'limit-above-ev-limit',
  'effective-limit-below-6',
]);

interface VerdictNoteParts {
  readonly preview: Preview<unknown> | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
}

/** Whether it would fit, said before anything is written. */
export function VerdictNote({ preview, error, isPending }: VerdictNoteParts) {
  const said = preview === undefined ? refusalIn(error) : wordsFor(preview);
  return (
    <div role="status" aria-label={TEXTS.label} className={`verdict ${said?.tone ?? ''}`}>
      {said === undefined ? (
        <span className="quiet">{isPending ? TEXTS.asking : null}</span>
      ) : (
        <>
          <b>{said.title}</b>
          {said.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </>
      )}
    </div>
  );
}

interface Said {
  readonly tone: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Of trouble on the way nothing is said here: saving tells of it, when it comes to that. */
function refusalIn(error: Error | null): Said | undefined {
  if (!(error instanceof Problem) || error.status !== 400) return undefined;
  return refused(error);
}

function refused({ errors }: Problem): Said {
  const lines = errors.map(({ detail }) => detail);
  return { tone: 'verdict-bad', title: TEXTS.refused, lines };
}

function wordsFor(preview: Preview<unknown>): Said {
  const problem = foretoldProblem(preview);
  if (problem !== null) return refused(problem);
  if (preview.verdict === 'unchanged') return { tone: '', title: TEXTS.unchanged, lines: [] };
  const { warnings } = preview;
  if (warnings.length === 0) return { tone: 'verdict-good', title: TEXTS.fits, lines: [] };
  const isManaged = warnings.some(({ code }) => OF_LOAD.has(code));
  const title = isManaged ? TEXTS.managed : TEXTS.noted;
  return { tone: 'verdict-warn', title, lines: warnings.map(({ detail }) => detail) };
}
