import { Button, Form } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

import { useSaid } from '../../components/use-said';
import { useHoldsRole } from '../../lib/session';
import { type PanelNode } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { panelFieldFor } from './panel-fields';
import { PanelFormFields } from './panel-form-fields';
import {
  emptyPanelValues,
  MAIN_PANEL,
  type PanelBody,
  panelBodyOf,
  type PanelValues,
} from './panel-form';
import { PanelPreview } from './panel-preview';
import { addPanel, type Panel } from './panel-requests';
import { useEnergyPaths } from './paths';
import { ThingSheet } from './thing-sheet';
import { placedPanels } from './tree-model';
import { useClose } from './use-close';
import { useThingForm } from './use-thing-form';

const TEXTS = ENERGY_TEXTS.panel;

interface NewPanelParts {
  readonly siteId: string;
  readonly panels: readonly PanelNode[];
}

/** One panel, or one after another below the same parent. */
export function NewPanel({ siteId, panels }: NewPanelParts) {
  const [form] = Form.useForm<PanelValues>();
  const close = useClose();
  const say = useSaid();
  const isReadOnly = !useHoldsRole('administrator', useEnergyPaths().accountId);
  const parents = useMemo(() => placedPanels(panels), [panels]);
  const { base, begin } = useNewPanelValues(panels);
  const wantsAnother = useRef(false);
  const sheet = useThingForm<PanelValues, PanelBody, Panel>({
    form,
    base,
    bodyOf: panelBodyOf,
    previewPath: `/v1/sites/${siteId}/panels/preview`,
    send: addPanel(siteId),
    onSaved: ({ name, parentPanelId }, _body, release) => {
      say({ text: TEXTS.added(name) });
      if (wantsAnother.current) {
        form.setFieldsValue(begin(parentPanelId ?? MAIN_PANEL));
        form.getFieldInstance('name')?.focus();
        return;
      }
      release();
      close();
    },
    fieldFor: panelFieldFor,
  });
  const submit = (another: boolean) => (): void => {
    wantsAnother.current = another;
    form.submit();
  };
  return (
    <ThingSheet
      {...sheet}
      title={TEXTS.addTitle}
      saveText={TEXTS.add}
      onSave={submit(false)}
      onClose={close}
      isReadOnly={isReadOnly}
      figures={<PanelPreview verdict={sheet.foretold.latest} />}
      more={<Button onClick={submit(true)}>{TEXTS.addAnother}</Button>}
    >
      <PanelFormFields
        {...{ form, isReadOnly, parents }}
        began={base}
        values={sheet.values}
        onFinish={sheet.save}
      />
    </ThingSheet>
  );
}

/** Below the panel that the address names, else below the first one; the first is a main one. */
function useNewPanelValues(panels: readonly PanelNode[]) {
  const [search] = useSearchParams();
  const [base, setBase] = useState(() => {
    const wanted = search.get('parent');
    const isThere = placedPanels(panels).some(({ panel }) => panel.id === wanted);
    return emptyPanelValues(isThere && wanted !== null ? wanted : (panels[0]?.id ?? MAIN_PANEL));
  });
  const begin = (parentPanelId: string): PanelValues => {
    const values = emptyPanelValues(parentPanelId);
    setBase(values);
    return values;
  };
  return { base, begin };
}
