import { Skeleton } from 'antd';
import { type ReactNode } from 'react';
import { Link, useParams } from 'react-router';

import { type Versioned } from '../lib/api';
import { Problem } from '../lib/problem';
import { THING_TEXTS } from '../lib/texts/things';
import { EmptyState } from './empty-state';
import { ProblemNotice } from './problem-notice';
import { Sheet } from './sheet';

/** A thing that is there, in the sheet that its address opens. */
export interface Opened<Thing> {
  readonly fetched: Versioned<Thing>;
  readonly refetch: () => void;
  readonly onClose: (changed?: Thing) => void;
}

interface ThingSheetParts<Thing> {
  /** For as long as the thing is not there to give its own. */
  readonly title: string;
  readonly query: {
    readonly data: Versioned<Thing> | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  /** Said where it is not there. */
  readonly gone?: { readonly title: string; readonly text: string };
  readonly onClose: (changed?: Thing) => void;
  readonly children: (opened: Opened<Thing>) => ReactNode;
}

/** What an address leads to: the form of a thing, or a sheet that says that it is not there. */
export function ThingSheet<Thing extends object>(parts: ThingSheetParts<Thing>) {
  const { title, query, gone = GONE, onClose, children } = parts;
  const { data, error, refetch } = query;
  const { accountId } = useParams();
  const isElsewhere = data !== undefined && isOfAnother(data.thing, accountId);
  const retry = (): void => void refetch();
  if (isElsewhere || isUnknown(error, data)) {
    return (
      <Sheet title={gone.title} onClose={onClose}>
        <EmptyState {...gone} action={accountId && <ToActivity accountId={accountId} />} />
      </Sheet>
    );
  }
  if (data !== undefined) return children({ fetched: data, refetch: retry, onClose });
  return (
    <Sheet title={title} onClose={onClose}>
      <ProblemNotice error={error} onRetry={retry} />
      {error === null ? <Skeleton active title={false} /> : null}
    </Sheet>
  );
}

/** Where it is told what became of things. */
function ToActivity({ accountId }: { readonly accountId: string }) {
  return <Link to={`/accounts/${accountId}/activity`}>{THING_TEXTS.toActivity}</Link>;
}

const GONE = { title: THING_TEXTS.goneTitle, text: THING_TEXTS.goneText };

/** Under the address of one account there is nothing of another one; what is of all is anywhere. */
function isOfAnother(thing: { readonly accountId?: unknown }, accountId: string | undefined) {
  const { accountId: owner } = thing;
  return accountId !== undefined && typeof owner === 'string' && owner !== accountId;
}

/** What is on the screen stays there, whatever became of the thing: saving says it. */
function isUnknown(error: Error | null, data: unknown): boolean {
  if (data !== undefined || !(error instanceof Problem)) return false;
  return error.status === 404 || error.status === 400;
}
