import { Alert, Button } from 'antd';

import { Problem, type ProblemError, Unreachable } from '../lib/problem';
import { COMMON_TEXTS } from '../lib/texts/common';

export interface ProblemNoticeParts {
  readonly error: unknown;
  /** Those of a refusal that no field shows; without it, all are told. */
  readonly errors?: readonly ProblemError[];
  /** Of what takes no key: done again, it is done twice. */
  readonly isSentOnce?: boolean;
  readonly onRetry?: () => void;
}

/** What went wrong, in the service's own words; nothing where nothing did. */
export function ProblemNotice({ error, errors, isSentOnce, onRetry }: ProblemNoticeParts) {
  if (error === null || error === undefined) return null;
  if (error instanceof Problem && errors?.length === 0) return null;
  const unanswered = isSentOnce === true ? COMMON_TEXTS.unanswered : COMMON_TEXTS.unreachable;
  const retry = onRetry && (
    <Button size="small" onClick={onRetry}>
      {COMMON_TEXTS.retry}
    </Button>
  );
  return (
    <Alert
      className="problem-notice"
      type="error"
      role="alert"
      title={titleOf(error)}
      description={<Details error={error} errors={errors} unanswered={unanswered} />}
      action={retry}
    />
  );
}

function titleOf(error: unknown): string {
  return error instanceof Problem ? error.title : COMMON_TEXTS.refused;
}

interface DetailsParts {
  readonly error: unknown;
  readonly errors: readonly ProblemError[] | undefined;
  readonly unanswered: string;
}

function Details({ error, errors, unanswered }: DetailsParts) {
  if (error instanceof Unreachable) return <p>{unanswered}</p>;
  if (!(error instanceof Problem)) return <p>{String(error)}</p>;
  return (
    <>
      {(errors ?? error.errors).map(({ code, pointer, detail }) => (
        <p key={`${code} ${pointer} ${detail}`}>{detail}</p>
      ))}
      {error.status >= 500 && error.requestId !== undefined ? (
        <p className="quiet">{COMMON_TEXTS.requestId(error.requestId)}</p>
      ) : null}
    </>
  );
}
