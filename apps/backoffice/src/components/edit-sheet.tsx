import { Button, Form, type FormProps } from 'antd';
import { type ReactNode } from 'react';

import { THING_TEXTS } from '../lib/texts/things';
import { ChangeNote } from './change-note';
import { EnterSaves } from './enter-saves';
import { NewerVersion } from './newer-version';
import { ProblemNotice } from './problem-notice';
import { ReadOnlyNote } from './read-only-note';
import { SaveProblem } from './save-problem';
import { Sheet } from './sheet';
import { type Removal, SheetFooter } from './sheet-footer';
import { bringIntoSight, useInSight } from './use-in-sight';
import { type ThingEdit } from './use-thing-edit';

interface Stamped {
  readonly lastChangedAt: string;
  readonly lastChangedBy: string;
}

/** Of the sheet of a thing, by its name: where it is edited, and where one may only look. */
export interface SheetTitles {
  readonly edit: (name: string) => string;
  readonly view: (name: string) => string;
}

export interface EditSheetParts<Thing extends Stamped, Values extends object> {
  readonly titles: SheetTitles;
  readonly edit: ThingEdit<Thing, Values>;
  /** Why one may look and not change; undefined for whoever may. */
  readonly readOnly: string | undefined;
  /** Of the fields that are told where two versions differ. */
  readonly labels: { readonly [Field in keyof Values]?: string };
  /** The value of a field, as a person reads it. */
  readonly show: (field: keyof Values, values: Values) => ReactNode;
  readonly removal?:
    { readonly asked: Removal; readonly isPending: boolean; readonly error: unknown } | undefined;
  readonly formLook?: Pick<FormProps, 'requiredMark' | 'validateTrigger' | 'disabled'>;
  /** Beside the title. */
  readonly extra?: ReactNode;
  /** What saving would do, always in sight above the buttons. */
  readonly foretelling?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A thing in a form over its list, with who changed it last. */
export function EditSheet<Thing extends Stamped, Values extends object>(
  parts: EditSheetParts<Thing, Values>,
) {
  const { titles, extra, edit, readOnly, removal, onClose } = parts;
  const save = readOnly === undefined ? () => edit.form.submit() : undefined;
  // Whoever types on is left where he is; whoever tried to save is shown why it was not done.
  const place = useInSight(edit.newer && edit.mismatch);
  const showNewer = (): void => {
    bringIntoSight(place);
    place.current?.querySelector('button')?.focus({ preventScroll: true });
  };
  return (
    <Sheet
      title={titles[readOnly === undefined ? 'edit' : 'view'](edit.name)}
      extra={extra}
      onClose={onClose}
      {...(save && { onSave: save })}
      footer={<Footer {...parts} save={save} onShowNewer={showNewer} />}
    >
      {readOnly === undefined ? null : <ReadOnlyNote text={readOnly} />}
      <div ref={place}>
        <Newer {...parts} />
      </div>
      <ProblemNotice error={removal?.error} />
      <Fields {...parts} />
    </Sheet>
  );
}

function Footer<Thing extends Stamped, Values extends object>(
  parts: EditSheetParts<Thing, Values> & {
    readonly save: (() => void) | undefined;
    readonly onShowNewer: () => void;
  },
) {
  const { edit, removal, foretelling, onClose, save, onShowNewer } = parts;
  return (
    <>
      {edit.newer === undefined ? null : (
        <p className="sheet-hint">
          {THING_TEXTS.newer.inFooter}
          <Button size="small" onClick={onShowNewer}>
            {THING_TEXTS.newer.show}
          </Button>
        </p>
      )}
      {save === undefined ? null : foretelling}
      <SheetFooter
        onCancel={onClose}
        onSave={save}
        isPending={edit.isPending || removal?.isPending === true}
        removal={save === undefined ? undefined : removal?.asked}
      />
    </>
  );
}

function Fields<Thing extends Stamped, Values extends object>(
  parts: EditSheetParts<Thing, Values>,
) {
  const { edit, readOnly, formLook, children } = parts;
  const { lastChangedAt, lastChangedBy } = edit.base;
  return (
    <>
      <p className="quiet">
        {`${THING_TEXTS.lastChange}: `}
        <ChangeNote at={lastChangedAt} by={lastChangedBy} />
      </p>
      <Form
        form={edit.form}
        layout="vertical"
        requiredMark={false}
        disabled={readOnly !== undefined}
        initialValues={edit.began}
        onFinish={edit.submit}
        scrollToFirstError={{ focus: true }}
        {...formLook}
      >
        {readOnly === undefined ? <EnterSaves onSave={() => edit.form.submit()} /> : null}
        <SaveProblem error={edit.error} errors={edit.homeless} />
        {children}
      </Form>
    </>
  );
}

function Newer<Thing extends Stamped, Values extends object>(parts: EditSheetParts<Thing, Values>) {
  const { edit, labels, show } = parts;
  if (edit.newer === undefined) return null;
  const { thing, theirs, typed, apart } = edit.newer;
  const fields = apart.flatMap(({ name, isTyped }) => {
    const label = labels[name];
    if (label === undefined) return [];
    const yours = isTyped ? show(name, typed) : undefined;
    return [{ label, theirs: show(name, theirs), yours }];
  });
  const isClash = apart.some(({ isTyped, isTheirs }) => isTyped && isTheirs);
  return (
    <NewerVersion
      at={thing.lastChangedAt}
      by={thing.lastChangedBy}
      fields={fields}
      onKeep={edit.keepMine}
      onTake={isClash ? edit.takeTheirs : undefined}
    />
  );
}
