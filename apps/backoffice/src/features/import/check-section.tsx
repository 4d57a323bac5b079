import { Alert, Button, Progress } from 'antd';
import { useId } from 'react';
import { Link } from 'react-router';

import { ProblemNotice } from '../../components/problem-notice';
import { useInSight } from '../../components/use-in-sight';
import { download } from '../../lib/download';
import { IMPORT_TEXTS } from '../../lib/texts/import';
import { missingFields } from './columns';
import { missingPanels } from './directory';
import { type PanelSum } from './forecast';
import { type DeskState } from './import-desk';
import { type Phase } from './phase';
import { reportOf } from './report';
import { type SectionParts } from './section';
import { countByKind } from './verdict';
import { VerdictTable } from './verdict-table';

const TEXTS = IMPORT_TEXTS.check;
const RUN = IMPORT_TEXTS.run;

const IN_SIGHT: readonly Phase[] = ['checking', 'running', 'pausing', 'paused', 'done'];

export function CheckSection(parts: SectionParts) {
  const { desk, state } = parts;
  const { phase, error, sheet } = state;
  const heading = useId();
  // Whoever comes back to an import is where it goes on, below all that was chosen for it.
  const place = useInSight(IN_SIGHT.includes(phase) ? desk : undefined);
  return (
    <section className="import-step" aria-labelledby={heading}>
      <div ref={place}>
        <h2 id={heading} className="import-heading">
          {TEXTS.heading}
        </h2>
      </div>
      {phase === 'open' ? (
        <p className="quiet">{sheet.isReady ? TEXTS.help : TEXTS.needs(missingOf(state))}</p>
      ) : null}
      <ProblemNotice error={error} />
      {error !== undefined && phase === 'paused' ? <p>{RUN.stopped}</p> : null}
      <Actions {...parts} />
      {desk.isBusy ? <Running {...parts} /> : <Outcome {...parts} />}
      {phase === 'open' ? null : <VerdictTable rows={sheet.rows} verdicts={state.verdicts} />}
    </section>
  );
}

/** Rows are there: without them nothing is said of a check. */
function missingOf({ draft: { siteId, mapping } }: DeskState): readonly string[] {
  const { site, columns } = TEXTS.needed;
  return [
    ...(siteId === undefined ? [site] : []),
    ...(missingFields(mapping).length > 0 ? [columns] : []),
  ];
}

function Actions(parts: SectionParts) {
  const { desk, state } = parts;
  const { phase, sheet } = state;
  if (phase === 'checking') return <Button onClick={() => desk.stop()}>{TEXTS.stop}</Button>;
  if (phase === 'running' || phase === 'pausing') {
    return (
      <Button disabled={phase === 'pausing'} onClick={() => desk.stop()}>
        {RUN.pause}
      </Button>
    );
  }
  if (phase === 'open') {
    return (
      <Button type="primary" disabled={!sheet.isReady} onClick={() => desk.check()}>
        {TEXTS.start(sheet.rows.length)}
      </Button>
    );
  }
  return <AfterCheck {...parts} />;
}

function AfterCheck({ accountId, desk, state }: SectionParts) {
  const { phase, draft, sheet, verdicts } = state;
  const { ready } = countByKind(verdicts);
  const report = (): void => {
    download(RUN.reportName(draft.source?.name ?? ''), reportOf(sheet.rows, verdicts));
  };
  const isDone = phase === 'done';
  return (
    <p className="import-actions">
      {isDone || ready === 0 ? null : (
        <Button type="primary" onClick={() => desk.run()}>
          {phase === 'paused' ? RUN.resume(ready) : RUN.start(ready)}
        </Button>
      )}
      {isDone ? (
        <Button type="primary" onClick={() => desk.clear()}>
          {RUN.another}
        </Button>
      ) : null}
      <Button onClick={report}>{RUN.report}</Button>
      {phase === 'paused' ? null : <Button onClick={() => desk.check()}>{TEXTS.again}</Button>}
      {isDone ? (
        <Link to={`/accounts/${accountId}/chargers?siteId=${draft.siteId ?? ''}`}>{RUN.show}</Link>
      ) : null}
    </p>
  );
}

function Running({ state }: SectionParts) {
  const { phase, progress } = state;
  const { done, total } = progress;
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
  const text = phase === 'checking' ? TEXTS.running(done, total) : RUN.running(done, total);
  return (
    <div className="import-progress">
      <Progress percent={percent} showInfo={false} aria-label={text} />
      <p>{phase === 'pausing' ? RUN.pausing : text}</p>
      {phase === 'checking' ? null : <p className="quiet">{RUN.leave}</p>}
    </div>
  );
}

function Outcome(parts: SectionParts) {
  const { phase, verdicts } = parts.state;
  const { ready, refused } = countByKind(verdicts);
  if (phase === 'open') return null;
  return (
    <>
      <p role="status" className="import-outcome">
        {phase === 'paused' ? RUN.paused(ready) : null}
        {phase === 'done' ? (refused === 0 ? RUN.done : RUN.doneRefused(refused)) : null}
        {phase === 'checked' && ready === 0 ? RUN.nothing : null}
      </p>
      {phase === 'checked' ? <Findings {...parts} /> : null}
    </>
  );
}

/** What holds for many rows at once is said once. */
function Findings({ state }: SectionParts) {
  const { sheet, checked } = state;
  if (checked === undefined) return null;
  const missing = missingPanels(sheet.rows, checked.directory);
  const names = missing.map(({ name, rows }) => TEXTS.missingPanel(name, rows)).join(', ');
  return (
    <>
      {missing.length === 0 ? null : (
        <Alert
          className="problem-notice"
          type="warning"
          role="status"
          title={TEXTS.missingPanels}
          description={`${names}. ${TEXTS.missingPanelsHelp}`}
        />
      )}
      {checked.sums.length === 0 ? null : (
        <Alert
          className="problem-notice"
          type="info"
          role="status"
          title={TEXTS.panelSums}
          description={<Sums sums={checked.sums} />}
        />
      )}
      <p className="quiet">{TEXTS.alone}</p>
    </>
  );
}

/** So many are read at a glance. */
const SHOWN_SUMS = 5;

function Sums({ sums }: { readonly sums: readonly PanelSum[] }) {
  const lines = sums.map(({ name, subscribedAmps, worstAmps }) => (
    <p key={name}>{TEXTS.panelSum(name, subscribedAmps, worstAmps)}</p>
  ));
  if (lines.length <= SHOWN_SUMS) return lines;
  return (
    <>
      {lines.slice(0, SHOWN_SUMS)}
      <details>
        <summary>{TEXTS.moreSums(lines.length - SHOWN_SUMS)}</summary>
        {lines.slice(SHOWN_SUMS)}
      </details>
    </>
  );
}
