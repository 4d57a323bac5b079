import { Form } from 'antd';
import { type ReactNode } from 'react';

import { ChangeNote } from './change-note';
import { type FieldVersions, NewerVersion } from './newer-version';
import { ProblemNotice } from './problem-notice';
import { ReadOnlyNote } from './read-only-note';
import { Sheet } from './sheet';
import { type Removal, SheetFooter } from './sheet-footer';
import { type ThingEdit } from './use-thing-edit';
import { THING_TEXTS } from '../lib/texts/things';

interface Stamped {
  readonly lastChangedAt: string;
  readonly lastChangedBy: string;
}

export interface EditSheetParts<Thing extends Stamped, Values extends object> {
  readonly title: string;
  readonly edit: ThingEdit<Thing, Values>;
  readonly initialValues: Values;
  /** Why one may look and not change; undefined for whoever may. */
  readonly readOnly: string | undefined;
  readonly versions: (newer: Thing, typed: Values) => readonly FieldVersions[];
  readonly removal?: {
    readonly asked: Removal;
    readonly isPending: boolean;
    readonly error: unknown;
  };
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A thing in a form over its list, with who changed it last. */
export function EditSheet<Thing extends Stamped, Values extends object>(
  parts: EditSheetParts<Thing, Values>,
) {
  const { title, edit, readOnly, removal, onClose } = parts;
  const save = readOnly === undefined ? () => edit.form.submit() : undefined;
  return (
    <Sheet
      title={title}
      onClose={onClose}
      {...(save && { onSave: save })}
      footer={<Footer {...parts} save={save} />}
    >
      {readOnly === undefined ? null : <ReadOnlyNote text={readOnly} />}
      <Newer {...parts} />
      <ProblemNotice error={removal?.error} />
      <Fields {...parts} />
    </Sheet>
  );
}

function Footer<Thing extends Stamped, Values extends object>(
  parts: EditSheetParts<Thing, Values> & { readonly save: (() => void) | undefined },
) {
  const { edit, removal, onClose, save } = parts;
  return (
    <SheetFooter
      onCancel={onClose}
      onSave={save}
      isPending={edit.isPending || removal?.isPending === true}
      removal={save === undefined ? undefined : removal?.asked}
    />
  );
}

function Fields<Thing extends Stamped, Values extends object>(
  parts: EditSheetParts<Thing, Values>,
) {
  const { edit, readOnly, initialValues, children } = parts;
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
        initialValues={initialValues}
        onFinish={edit.submit}
      >
        <ProblemNotice error={edit.error} errors={edit.homeless} />
        {children}
      </Form>
    </>
  );
}

function Newer<Thing extends Stamped, Values extends object>(parts: EditSheetParts<Thing, Values>) {
  const { newer, form, keepMine, takeTheirs } = parts.edit;
  if (newer === undefined) return null;
  const fields = parts.versions(newer, form.getFieldsValue(true) as Values);
  const { lastChangedAt: at, lastChangedBy: by } = newer;
  return <NewerVersion at={at} by={by} fields={fields} onKeep={keepMine} onTake={takeTheirs} />;
}
