import { useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';

import { EditSheet } from '../../components/edit-sheet';
import { type Opened, ThingSheet } from '../../components/thing-sheet';
import { type ThingEdit, useThingEdit } from '../../components/use-thing-edit';
import { AS_OF } from '../../lib/as-of';
import { useListState } from '../../lib/list-state';
import { usePreview } from '../../lib/preview';
import { useHoldsRole } from '../../lib/session';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { type Charger } from './charger';
import { ChargerFields } from './charger-fields';
import { chargerFieldOf } from './charger-fields-of';
import { chargerWayBack, needsReason, patchOf, saidOfCharger, SENT_ALONG } from './charger-patch';
import { type ChargerPath, chargerQuery, editCharger } from './charger-store';
import { type ChargerValues, isComplete, valuesOf } from './charger-values';
import { EditNotes } from './edit-notes';
import { FieldValue } from './field-value';
import { HistoryLink } from './history-link';
import { OverrideFields } from './override-fields';
import { PastCharger } from './past-charger';
import { RetireCharger } from './retire-charger';
import { useWayBack } from './use-way-back';
import { VerdictNote } from './verdict-note';

const TEXTS = CHARGER_TEXTS.edit;
const GONE = { title: TEXTS.gone, text: TEXTS.goneText };

/** A charger: as it was where the address says of when, else the form of it as it is. */
export function ChargerSheet() {
  const { siteId = '', id = '' } = useParams();
  const onClose = useWayBack();
  const asOf = useListState().value(AS_OF);
  const path = { siteId, id };
  if (asOf === undefined) return <PresentCharger path={path} onClose={onClose} />;
  return <PastCharger key={asOf} path={path} asOf={asOf} onClose={onClose} />;
}

interface PresentChargerParts {
  readonly path: ChargerPath;
  readonly onClose: (changed?: Charger) => void;
}

function PresentCharger({ path, onClose }: PresentChargerParts) {
  const query = useQuery(chargerQuery(path));
  return (
    <ThingSheet title={TEXTS.titles.view('…')} query={query} gone={GONE} onClose={onClose}>
      {(opened) => <EditCharger key={path.id} {...opened} />}
    </ThingSheet>
  );
}

/** How a charger is shown in its form, and saved from it. */
const FORM = {
  nameOf: ({ displayName }: Charger) => displayName,
  valuesOf,
  said: saidOfCharger,
  sentAlong: SENT_ALONG,
  send: editCharger,
  wayBack: chargerWayBack,
  fieldFor: chargerFieldOf,
};

function EditCharger(opened: Opened<Charger>) {
  const edit = useThingEdit({ ...opened, ...FORM });
  const { base } = edit;
  const { accountId, siteId } = base;
  const rights = useRights(base);
  const [isRetiring, setRetiring] = useState(false);
  const whyReadOnly = whyReadOnlyOf(base, rights);
  const retire = {
    label: CHARGER_TEXTS.retire.button,
    isDangerous: true,
    act: () => setRetiring(true),
  };
  return (
    <>
      <EditSheet
        titles={TEXTS.titles}
        extra={<HistoryLink charger={base} />}
        edit={edit}
        readOnly={whyReadOnly}
        whyOver={whyOverOf}
        labels={CHARGER_TEXTS.fields}
        show={(field, values) => <FieldValue {...{ field, values, accountId }} />}
        removal={rights.mayEdit ? { asked: retire, isPending: false, error: null } : undefined}
        formLook={{ validateTrigger: 'onBlur', disabled: !rights.mayEdit }}
        foretelling={<Foretelling edit={edit} />}
        onClose={opened.onClose}
      >
        <EditNotes charger={base} isForSupport={rights.maySupport && !rights.mayEdit} />
        <ChargerFields accountId={accountId} siteId={siteId} isDisabled={!rights.mayEdit} />
        <ReasonField charger={base} />
        <OverrideFields charger={base} {...rights} />
      </EditSheet>
      {isRetiring ? (
        <RetireCharger
          version={opened.fetched}
          onRetired={edit.leave}
          onClose={() => setRetiring(false)}
        />
      ) : null}
    </>
  );
}

function whyOverOf({ status }: Charger): string | undefined {
  return status === 'retired' ? TEXTS.retiredMeanwhile : undefined;
}

interface Rights {
  readonly mayEdit: boolean;
  readonly maySupport: boolean;
}

/** Retired is final, whoever asks. */
function useRights({ accountId, status }: Charger): Rights {
  const isAdministrator = useHoldsRole('administrator', accountId);
  const isSupport = useHoldsRole('support', accountId);
  const isActive = status === 'active';
  return { mayEdit: isAdministrator && isActive, maySupport: isSupport && isActive };
}

function whyReadOnlyOf({ status }: Charger, { mayEdit, maySupport }: Rights): string | undefined {
  if (status === 'retired') return TEXTS.retired;
  return mayEdit || maySupport ? undefined : TEXTS.readOnly;
}

function Foretelling({ edit }: { readonly edit: ThingEdit<Charger, ChargerValues> }) {
  const { form, base, began } = edit;
  const typed = Form.useWatch([], { form, preserve: true }) as Partial<ChargerValues> | undefined;
  const patch = patchOf(base, { ...began, ...typed });
  const isChanged = Object.keys(patch).length > 0;
  const isWhole = patch.scope === undefined || isComplete(patch.scope);
  const path = `/v1/sites/${base.siteId}/chargers/${base.id}/preview`;
  return <VerdictNote {...usePreview(path, isChanged && isWhole ? patch : undefined)} />;
}

/** Asked for where anybody may come in from now on. */
function ReasonField({ charger }: { readonly charger: Charger }) {
  const scope = Form.useWatch<ChargerValues['scope']>('scope');
  if (!needsReason(charger, { scope })) return null;
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
