import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useMemo, useState } from 'react';

import { EditSheet } from '../../components/edit-sheet';
import { PreviewNote } from '../../components/preview-note';
import { type Opened, ThingSheet } from '../../components/thing-sheet';
import { type ThingEdit, useThingEdit } from '../../components/use-thing-edit';
import { usePreview } from '../../lib/preview';
import { useHoldsRole } from '../../lib/session';
import { type PanelNode } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { panelFieldFor, PanelFields } from './panel-fields';
import { panelFieldText } from './panel-field-text';
import { panelPatchOf, type PanelValues, panelValuesOf, saidOfPanel } from './panel-form';
import { PanelPreview } from './panel-preview';
import { editPanel, type Panel, type PanelPlace, readPanel } from './panel-requests';
import { RemovePanel } from './remove-panel';
import { idsWithin, placedPanels } from './tree-model';
import { useClose } from './use-close';

const TEXTS = ENERGY_TEXTS.panel;
const GONE = { title: TEXTS.unknownTitle, text: TEXTS.unknownText };
const LABELS = {
  name: TEXTS.name,
  parentPanelId: TEXTS.parent,
  ratedLimitAmps: TEXTS.ratedLimit,
  evLimit: TEXTS.evLimit,
};

interface EditPanelParts {
  readonly place: PanelPlace;
  /** All of the site. */
  readonly panels: readonly PanelNode[];
}

/** Renamed, moved and given other limits in one form, which is saved as one. */
export function EditPanel({ place, panels }: EditPanelParts) {
  const { siteId, panelId } = place;
  const query = useQuery({
    queryKey: ['panels', 'versioned', siteId, panelId],
    queryFn: ({ signal }) => readPanel({ siteId, panelId }, signal),
  });
  return (
    <ThingSheet title={TEXTS.titles.view('…')} query={query} gone={GONE} onClose={useClose()}>
      {(opened) => <PanelForm key={panelId} opened={opened} panels={panels} />}
    </ThingSheet>
  );
}

interface PanelFormParts {
  readonly opened: Opened<Panel>;
  readonly panels: readonly PanelNode[];
}

function PanelForm({ opened, panels }: PanelFormParts) {
  const edit = useThingEdit({
    ...opened,
    nameOf: ({ name }) => name,
    valuesOf: panelValuesOf,
    said: saidOfPanel,
    send: editPanel,
    fieldFor: panelFieldFor,
  });
  const { base } = edit;
  const [isRemoving, setRemoving] = useState(false);
  const mayEdit = useHoldsRole('administrator', base.accountId);
  const remove = { label: TEXTS.remove, isDangerous: true, act: () => setRemoving(true) };
  return (
    <>
      <EditSheet
        titles={TEXTS.titles}
        edit={edit}
        readOnly={mayEdit ? undefined : ENERGY_TEXTS.form.readOnly}
        labels={LABELS}
        show={(field, values) => panelFieldText(field, values, panels)}
        removal={{ asked: remove, isPending: false, error: null }}
        foretelling={<Foretelling edit={edit} />}
        onClose={opened.onClose}
      >
        <PanelFields parents={useParents(panels, base.id)} />
      </EditSheet>
      {isRemoving ? (
        <RemovePanel panel={base} onClose={() => setRemoving(false)} onRemoved={edit.leave} />
      ) : null}
    </>
  );
}

function Foretelling({ edit }: { readonly edit: ThingEdit<Panel, PanelValues> }) {
  const { form, base, began } = edit;
  const typed = Form.useWatch([], { form, preserve: true }) as Partial<PanelValues> | undefined;
  const patch = panelPatchOf({ ...began, ...typed }, base);
  const path = `/v1/sites/${base.siteId}/panels/${base.id}/preview`;
  const foretold = usePreview<Panel>(path, patch);
  return (
    <PreviewNote foretold={foretold}>
      <PanelPreview verdict={foretold.latest} />
    </PreviewNote>
  );
}

/** Everywhere in the site but below itself. */
function useParents(panels: readonly PanelNode[], panelId: string) {
  return useMemo(() => {
    const placed = placedPanels(panels);
    const own = placed.find(({ panel }) => panel.id === panelId);
    const within = own === undefined ? new Set([panelId]) : idsWithin(own.panel);
    return placed.filter(({ panel }) => !within.has(panel.id));
  }, [panels, panelId]);
}
