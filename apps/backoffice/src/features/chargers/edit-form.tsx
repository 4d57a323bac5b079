import { Alert, Button, Form, type FormInstance, Input } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useParams } from 'react-router';

import { ProblemNotice } from '../../components/problem-notice';
import { Sheet } from '../../components/sheet';
import { useLeaveGuard } from '../../components/use-leave-guard';
import { type Versioned } from '../../lib/api';
import { usePreview } from '../../lib/preview';
import { useHoldsRole } from '../../lib/session';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { type Charger } from './charger';
import { ChargerFields } from './charger-fields';
import { needsReason, patchOf } from './charger-patch';
import { type ChargerValues, valuesOf } from './charger-values';
import { EditNotes } from './edit-notes';
import { HistoryLink } from './history-link';
import { MergeVersions } from './merge-versions';
import { OverrideFields } from './override-fields';
import { RetireCharger } from './retire-charger';
import { useAfterSaving } from './use-after-saving';
import { useEditing } from './use-editing';
import { VerdictNote } from './verdict-note';

const TEXTS = CHARGER_TEXTS.edit;
const FORM = 'charger';

interface EditFormParts {
  readonly current: Versioned<Charger>;
  readonly onClose: () => void;
}

export function EditForm({ current, onClose }: EditFormParts) {
  const { accountId = '' } = useParams();
  const [form] = Form.useForm<ChargerValues>();
  const rights = useRights(accountId, current.thing);
  const { isDirty, editing, onRetired } = useGuardedEditing(form, current);
  const { base, conflict } = editing;
  const save = (): void => void submit(form, () => editing.save());
  const mayDoAnything = rights.mayEdit || rights.maySupport;
  const title = mayDoAnything ? TEXTS.title : TEXTS.view;
  const footer = (
    <Footer
      form={form}
      base={base}
      rights={rights}
      isPending={editing.isPending}
      onRetired={onRetired}
    />
  );
  return (
    <Sheet
      title={title(base.thing.displayName)}
      onClose={onClose}
      extra={<HistoryLink charger={base.thing} />}
      {...(mayDoAnything && { onSave: save, footer })}
    >
      <EditNotes charger={base.thing} rights={rights} />
      {editing.isBehind && isDirty() ? <Behind onCompare={editing.compare} /> : null}
      <ProblemNotice error={editing.error} errors={editing.homeless} />
      <Fields form={form} charger={base.thing} rights={rights} onFinish={save} />
      {conflict === undefined ? null : (
        <MergeVersions
          base={base.thing}
          conflict={conflict}
          onChosen={editing.resolve}
          onBack={editing.backToForm}
        />
      )}
    </Sheet>
  );
}

/** Asks before changes are lost, but not on the way out after saving. */
function useGuardedEditing(form: FormInstance<ChargerValues>, current: Versioned<Charger>) {
  const asks = useRef<() => boolean>(() => false);
  const { release } = useLeaveGuard(useCallback(() => asks.current(), []));
  const { onRetired, ...after } = useAfterSaving(release);
  const editing = useEditing({ form, current, ...after });
  const { isDirty } = editing;
  useEffect(() => {
    asks.current = isDirty;
  });
  return { isDirty, editing, onRetired };
}

interface FooterParts extends OfForm {
  readonly base: Versioned<Charger>;
  readonly rights: Rights;
  readonly isPending: boolean;
  readonly onRetired: (charger: Charger) => void;
}

function Footer({ form, base, rights, isPending, onRetired }: FooterParts) {
  return (
    <>
      <LiveVerdict form={form} base={base} />
      <div className="sheet-actions">
        {rights.mayEdit ? <RetireCharger version={base} onRetired={onRetired} /> : null}
        <span className="page-head-space" />
        <Button type="primary" htmlType="submit" form={FORM} loading={isPending}>
          {CHARGER_TEXTS.form.save}
        </Button>
      </div>
    </>
  );
}

interface FieldsParts extends OfForm {
  readonly charger: Charger;
  readonly rights: Rights;
  readonly onFinish: () => void;
}

function Fields({ form, charger, rights, onFinish }: FieldsParts) {
  const { accountId, siteId } = charger;
  return (
    <Form
      form={form}
      name={FORM}
      layout="vertical"
      requiredMark={false}
      initialValues={valuesOf(charger)}
      validateTrigger="onBlur"
      disabled={!rights.mayEdit}
      onFinish={onFinish}
    >
      <ChargerFields accountId={accountId} siteId={siteId} isDisabled={!rights.mayEdit} />
      <ReasonField form={form} charger={charger} />
      <OverrideFields charger={charger} {...rights} />
    </Form>
  );
}

interface Rights {
  readonly mayEdit: boolean;
  readonly maySupport: boolean;
}

/** Retired is final, whoever asks. */
function useRights(accountId: string, { status }: Charger): Rights {
  const isAdministrator = useHoldsRole('administrator', accountId);
  const isSupport = useHoldsRole('support', accountId);
  const isActive = status === 'active';
  return { mayEdit: isAdministrator && isActive, maySupport: isSupport && isActive };
}

async function submit(form: FormInstance<ChargerValues>, act: () => void): Promise<void> {
  try {
    await form.validateFields();
  } catch (error) {
    const [first] = (error as { errorFields?: { name: never }[] }).errorFields ?? [];
    if (first !== undefined) form.scrollToField(first.name, { focus: true });
    return;
  }
  act();
}

function Behind({ onCompare }: { readonly onCompare: () => void }) {
  return (
    <Alert
      className="problem-notice"
      type="warning"
      title={TEXTS.changedMeanwhile}
      action={
        <Button size="small" onClick={onCompare}>
          {TEXTS.compare}
        </Button>
      }
    />
  );
}

interface OfForm {
  readonly form: FormInstance<ChargerValues>;
}

function LiveVerdict({ form, base }: OfForm & { readonly base: Versioned<Charger> }) {
  const values = Form.useWatch([], { form, preserve: true }) as ChargerValues | undefined;
  const { siteId, id } = base.thing;
  const patch = values?.chargerId === undefined ? {} : patchOf(base.thing, values);
  const isChanged = Object.keys(patch).length > 0;
  const path = `/v1/sites/${siteId}/chargers/${id}/preview`;
  return <VerdictNote {...usePreview(path, isChanged ? patch : undefined)} />;
}

/** Asked for where anybody may come in from now on. */
function ReasonField({ form, charger }: OfForm & { readonly charger: Charger }) {
  const values = Form.useWatch([], { form, preserve: true }) as ChargerValues | undefined;
  if (values === undefined || !needsReason(charger, values)) return null;
  const { label, help, missing } = CHARGER_TEXTS.form.reason;
  return (
    <Form.Item
      name="reason"
      label={label}
      extra={help}
      rules={[{ required: true, whitespace: true, message: missing }]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} />
    </Form.Item>
  );
}
