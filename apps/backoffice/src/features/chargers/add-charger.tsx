import { Button, Form, type FormInstance, type InputRef } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { useParams } from 'react-router';

import { ProblemNotice } from '../../components/problem-notice';
import { Sheet } from '../../components/sheet';
import { useLeaveGuard } from '../../components/use-leave-guard';
import { useListState } from '../../lib/list-state';
import { usePreview } from '../../lib/preview';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { ChargerFields } from './charger-fields';
import { addBodyOf, BLANK, type ChargerValues } from './charger-values';
import { useAdding } from './use-adding';
import { VerdictNote } from './verdict-note';

const TEXTS = CHARGER_TEXTS.form;
const FORM = 'charger';

/** The form of the article: what is typed is judged on the way, and saved once. */
export function AddChargerSheet() {
  const { accountId = '' } = useParams();
  const [form] = Form.useForm<ChargerValues>();
  const initial = useInitialValues();
  const { isDirty, restart } = useBeginning(form, initial);
  const { release } = useLeaveGuard(isDirty);
  const { save, close, isPending, error, homeless } = useAdding({ form, release, restart });
  return (
    <Sheet
      title={CHARGER_TEXTS.add}
      onClose={() => close()}
      onSave={() => save('done')}
      footer={
        <>
          <LiveVerdict form={form} />
          <div className="sheet-actions">
            <Button disabled={isPending} onClick={() => save('another')}>
              {TEXTS.addAnother}
            </Button>
            <Button type="primary" htmlType="submit" form={FORM} loading={isPending}>
              {TEXTS.add}
            </Button>
          </div>
        </>
      }
    >
      <ProblemNotice error={error} errors={homeless} />
      <Form
        form={form}
        name={FORM}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        validateTrigger="onBlur"
        onFinish={() => save('done')}
      >
        <ChargerFields accountId={accountId} />
      </Form>
    </Sheet>
  );
}

function LiveVerdict({ form }: { readonly form: FormInstance<ChargerValues> }) {
  const values = Form.useWatch([], { form, preserve: true }) as ChargerValues | undefined;
  const body = values && addBodyOf(values);
  const siteId = values?.panel?.siteId;
  const path = siteId === undefined ? undefined : `/v1/sites/${siteId}/chargers/preview`;
  return <VerdictNote {...usePreview(path, body)} />;
}

/** A panel that the list is filtered by is where the next charger goes. */
function useInitialValues(): ChargerValues {
  const list = useListState();
  const siteId = list.value('siteId');
  const panelId = list.value('panelId');
  const [initial] = useState(() => {
    const panel = siteId === undefined || panelId === undefined ? undefined : { siteId, panelId };
    return { ...BLANK, panel };
  });
  return initial;
}

/** What the form began with: as long as it is so, nothing is lost by leaving. */
function useBeginning(form: FormInstance<ChargerValues>, initial: ChargerValues) {
  const beginning = useRef(initial);
  const isDirty = useCallback(
    () => JSON.stringify(form.getFieldsValue(true)) !== JSON.stringify(beginning.current),
    [form],
  );
  const restart = useCallback(
    (values: ChargerValues) => {
      beginning.current = values;
      form.resetFields();
      form.setFieldsValue(values);
      (form.getFieldInstance('chargerId') as InputRef | undefined)?.focus({ cursor: 'all' });
    },
    [form],
  );
  return { isDirty, restart };
}
