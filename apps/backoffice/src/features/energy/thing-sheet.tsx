import { Alert, Button } from 'antd';
import { type ReactNode } from 'react';

import { EmptyState } from '../../components/empty-state';
import { PreviewNote } from '../../components/preview-note';
import { ProblemNotice } from '../../components/problem-notice';
import { Sheet } from '../../components/sheet';
import { type Foretold } from '../../lib/preview';
import { hasCode, type ProblemError } from '../../lib/problem';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { ENERGY_TEXTS } from '../../lib/texts/energy';

interface ThingSheetParts {
  readonly title: string;
  readonly saveText: string;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly isPending: boolean;
  readonly isReadOnly: boolean;
  readonly error: Error | null;
  readonly homeless: readonly ProblemError[] | undefined;
  readonly foretold: Foretold<unknown>;
  /** The figures of what would be. */
  readonly figures?: ReactNode;
  /** A further button beside the one that saves. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

/** A form over the page, with what would happen always in sight above its buttons. */
export function ThingSheet(parts: ThingSheetParts) {
  const { title, isReadOnly, error, homeless, onSave, onClose, children } = parts;
  // Another's save is shown as a choice, not as a refusal.
  const isRefused = !hasCode(error, 'version-mismatch');
  return (
    <Sheet
      title={title}
      onClose={onClose}
      {...(!isReadOnly && { onSave, footer: <Footer {...parts} /> })}
    >
      {isReadOnly ? (
        <Alert className="problem-notice" type="info" title={ENERGY_TEXTS.form.readOnly} />
      ) : null}
      {isRefused ? (
        <ProblemNotice error={error} {...(homeless !== undefined && { errors: homeless })} />
      ) : null}
      {children}
    </Sheet>
  );
}

function Footer({ foretold, figures, more, ...parts }: ThingSheetParts) {
  const { saveText, onSave, onClose, isPending } = parts;
  return (
    <>
      <PreviewNote foretold={foretold}>{figures}</PreviewNote>
      <div className="sheet-actions">
        <Button onClick={onClose}>{COMMON_TEXTS.cancel}</Button>
        {more}
        <Button type="primary" loading={isPending} onClick={onSave}>
          {saveText}
        </Button>
      </div>
    </>
  );
}

interface WaitingSheetParts {
  readonly title: string;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly onClose: () => void;
  readonly unknown: { readonly title: string; readonly text: string };
}

/** In place of a form whose thing is being fetched, is gone, or cannot be had. */
export function WaitingSheet({ title, error, onRetry, onClose, unknown }: WaitingSheetParts) {
  const isUnknown = hasCode(error, 'not-found') || hasCode(error, 'validation-failed');
  return (
    <Sheet title={isUnknown ? unknown.title : title} onClose={onClose}>
      {isUnknown ? <EmptyState {...unknown} /> : <ProblemNotice error={error} onRetry={onRetry} />}
      {error === null ? <Bones /> : null}
    </Sheet>
  );
}

function Bones() {
  return (
    <div aria-busy="true">
      <span className="visually-hidden">{COMMON_TEXTS.loading}</span>
      {[1, 2, 3, 4, 5, 6].map((bone) => (
        <span key={bone} className="bone bone-field" />
      ))}
    </div>
  );
}
