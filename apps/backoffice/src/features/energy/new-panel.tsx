import { Form, type FormInstance } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';

import { AddSheet } from '../../components/add-sheet';
import { PreviewNote } from '../../components/preview-note';
import { useUndo } from '../../components/use-undo';
import { useMarks } from '../../lib/marks';
import { usePreview } from '../../lib/preview';
import { useHoldsRole } from '../../lib/session';
import { type PanelNode } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { THING_TEXTS } from '../../lib/texts/things';
import { panelFieldFor, PanelFields } from './panel-fields';
import { emptyPanelValues, MAIN_PANEL, panelBodyOf, type PanelValues } from './panel-form';
import { PanelPreview } from './panel-preview';
import { addPanel, type Panel } from './panel-requests';
import { useEnergyPaths } from './paths';
import { placedPanels } from './tree-model';
import { useClose } from './use-close';

const TEXTS = ENERGY_TEXTS.panel;

interface NewPanelParts {
  readonly siteId: string;
  readonly panels: readonly PanelNode[];
}

/** One panel, or one after another below the same parent. */
export function NewPanel({ siteId, panels }: NewPanelParts) {
  const close = useClose();
  const tell = useUndo();
  const { mark } = useMarks();
  const mayAdd = useHoldsRole('administrator', useEnergyPaths().accountId);
  const parents = useMemo(() => placedPanels(panels), [panels]);
  const began = useFirstValues(panels);
  const tellAdded = ({ id, name }: Panel): void => {
    mark(id);
    tell({ id, name, text: THING_TEXTS.added(name) });
  };
  return (
    <AddSheet<PanelValues, Panel>
      title={TEXTS.addTitle}
      readOnly={mayAdd ? undefined : ENERGY_TEXTS.form.readOnly}
      send={addPanel(siteId)}
      onAdded={(panel) => {
        tellAdded(panel);
        close();
      }}
      another={{
        label: TEXTS.addAnother,
        onAdded: (panel) => {
          tellAdded(panel);
          return emptyPanelValues(panel.parentPanelId ?? MAIN_PANEL);
        },
        firstField: 'name',
      }}
      initialValues={began}
      fieldFor={panelFieldFor}
      foretelling={(form) => <Foretelling {...{ form, siteId, began }} />}
      onClose={close}
    >
      <PanelFields parents={parents} />
    </AddSheet>
  );
}

interface ForetellingParts {
  readonly form: FormInstance<PanelValues>;
  readonly siteId: string;
  readonly began: PanelValues;
}

function Foretelling({ form, siteId, began }: ForetellingParts) {
  const typed = Form.useWatch([], { form, preserve: true }) as Partial<PanelValues> | undefined;
  const body = panelBodyOf({ ...began, ...typed });
  const foretold = usePreview<Panel>(`/v1/sites/${siteId}/panels/preview`, body);
  return (
    <PreviewNote foretold={foretold}>
      <PanelPreview verdict={foretold.latest} />
    </PreviewNote>
  );
}

/** Below the panel that the address names, else below the first one; the first is a main one. */
function useFirstValues(panels: readonly PanelNode[]): PanelValues {
  const [search] = useSearchParams();
  const [values] = useState(() => {
    const wanted = search.get('parent');
    const isThere = placedPanels(panels).some(({ panel }) => panel.id === wanted);
    return emptyPanelValues(isThere && wanted !== null ? wanted : (panels[0]?.id ?? MAIN_PANEL));
  });
  return values;
}
