import { refusalsOf, type Verdict } from '../../lib/preview';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';

const TEXTS = CHARGER_TEXTS.verdict;
const OF_LOAD = new Set([
  'panel-oversubscribed',
  'limit-above-ev-limit',
  'effective-limit-below-6',
]);

interface VerdictNoteParts {
  readonly verdict: Verdict | undefined;
  readonly isAsking: boolean;
}

/** Whether it would fit, said before anything is written. */
export function VerdictNote({ verdict, isAsking }: VerdictNoteParts) {
  const said = verdict === undefined ? undefined : wordsFor(verdict);
  return (
    <div role="status" aria-label={TEXTS.label} className={`verdict ${said?.tone ?? ''}`}>
      {said === undefined ? (
        isAsking ? (
          <span className="quiet">{TEXTS.asking}</span>
        ) : null
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

function wordsFor(verdict: Verdict) {
  const warnings = verdict.warnings.map(({ detail }) => detail);
  if (verdict.verdict === 'refused') {
    const lines = refusalsOf(verdict).map(({ detail }) => detail);
    return { tone: 'verdict-bad', title: TEXTS.refused, lines };
  }
  if (verdict.verdict === 'unchanged') return { tone: '', title: TEXTS.unchanged, lines: [] };
  if (warnings.length === 0) return { tone: 'verdict-good', title: TEXTS.fits, lines: [] };
  const isManaged = verdict.warnings.some(({ code }) => OF_LOAD.has(code));
  const title = isManaged ? TEXTS.managed : TEXTS.noted;
  return { tone: 'verdict-warn', title, lines: warnings };
}
