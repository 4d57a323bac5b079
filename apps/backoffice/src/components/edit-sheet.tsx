import { Button, Form, type FormProps } from 'antd';
import { type ReactNode } from 'react';

import { THING_TEXTS } from '../lib/texts/things';
import { ChangeNote } from './change-note';
import { EnterSaves } from './enter-saves';
import { NewerChoice, type Stamped, useNewerChoice } from './newer-choice';
import { ProblemNotice } from './problem-notice';
import { ReadOnlyNote } from './read-only-note';
import { SaveProblem } from './save-problem';
import { Sheet } from './sheet';
import { type Removal, SheetFooter } from './sheet-footer';
import { type ThingEdit } from './use-thing-edit';

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
  /** Why nothing can be changed any more of what another made of it; undefined where it can. */
  readonly whyOver?: (thing: Thing) => string | undefined;
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
  const { place, over, show, leave } = useNewerChoice(edit, parts.whyOver);
  const isFixed = readOnly !== undefined || over !== undefined;
  const save = isFixed ? undefined : (show ?? (() => edit.form.submit()));
  return (
    <Sheet
      title={titles[readOnly === undefined ? 'edit' : 'view'](edit.name)}
      extra={extra}
      onClose={onClose}
      {...(save && { onSave: save })}
      footer={<Footer {...parts} save={save} onShowNewer={show} />}
    >
      {readOnly === undefined ? null : <ReadOnlyNote text={readOnly} />}
      <div ref={place}>
        <NewerChoice {...parts} over={over} onChosen={leave} />
      </div>
      <ProblemNotice error={removal?.error} />
      <Fields {...parts} save={save} />
    </Sheet>
  );
}

type Saved<Thing extends Stamped, Values extends object> = EditSheetParts<Thing, Values> & {
  readonly save: (() => void) | undefined;
};

function Footer<Thing extends Stamped, Values extends object>(
  parts: Saved<Thing, Values> & { readonly onShowNewer: (() => void) | undefined },
) {
  const { edit, removal, foretelling, onClose, save, onShowNewer } = parts;
  return (
    <>
      {onShowNewer === undefined ? save && foretelling : <NewerHint onShow={onShowNewer} />}
      <SheetFooter
        onCancel={onClose}
        onSave={save}
        isPending={edit.isPending || removal?.isPending === true}
        removal={save === undefined ? undefined : removal?.asked}
      />
    </>
  );
}

/** What saving would do is told once it is known what is to be saved. */
function NewerHint({ onShow }: { readonly onShow: () => void }) {
  return (
    <p className="sheet-hint">
      {THING_TEXTS.newer.inFooter}
      <Button size="small" onClick={onShow}>
        {THING_TEXTS.newer.show}
      </Button>
    </p>
  );
}

function Fields<Thing extends Stamped, Values extends object>(parts: Saved<Thing, Values>) {
  const { edit, readOnly, formLook, save, children } = parts;
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
        {save === undefined ? null : <EnterSaves onSave={save} />}
        <SaveProblem error={edit.error} errors={edit.homeless} />
        {children}
      </Form>
    </>
  );
}
