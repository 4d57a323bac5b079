import { Button, Form } from 'antd';
import { useCallback, useMemo, useState } from 'react';

import { type Versioned } from '../../lib/api';
import { useHoldsRole } from '../../lib/session';
import { type PanelNode } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { ConflictNotice } from './conflict-notice';
import { panelFieldFor } from './panel-fields';
import { PanelFormFields } from './panel-form-fields';
import {
  type PanelPatch,
  panelPatchBack,
  panelPatchOf,
  type PanelValues,
  panelValuesOf,
} from './panel-form';
import { panelMembers } from './panel-members';
import { PanelPreview } from './panel-preview';
import { editPanel, type Panel, readPanel } from './panel-requests';
import { RemovePanel } from './remove-panel';
import { ThingSheet, WaitingSheet } from './thing-sheet';
import { idsWithin, placedPanels } from './tree-model';
import { useClose } from './use-close';
import { useConflict } from './use-conflict';
import { useEdited } from './use-edited';
import { useThingForm } from './use-thing-form';
import { useUndo } from './use-undo';

const TEXTS = ENERGY_TEXTS.panel;
const UNKNOWN = { title: TEXTS.unknownTitle, text: TEXTS.unknownText };

interface PanelPlace {
  readonly siteId: string;
  readonly panelId: string;
}

interface EditPanelParts {
  readonly place: PanelPlace;
  readonly panels: readonly PanelNode[];
}

/** Renamed, moved and given other limits in one form, which is saved as one. */
export function EditPanel({ place, panels }: EditPanelParts) {
  const { siteId, panelId } = place;
  const close = useClose();
  const read = useCallback(() => readPanel({ siteId, panelId }), [siteId, panelId]);
  const { base, error, refetch, beginWith } = useEdited(['panels', 'edited', panelId], read);
  if (base === undefined) {
    const title = TEXTS.editTitle('');
    const retry = (): void => void refetch();
    return (
      <WaitingSheet title={title} error={error} onRetry={retry} onClose={close} unknown={UNKNOWN} />
    );
  }
  return <PanelForm key={base.etag} {...{ base, panels, read, beginWith }} />;
}

interface PanelFormParts {
  readonly base: Versioned<Panel>;
  readonly panels: readonly PanelNode[];
  readonly read: () => Promise<Versioned<Panel>>;
  readonly beginWith: (base: Versioned<Panel>) => void;
}

function PanelForm({ base: { thing: panel, etag }, panels, read, beginWith }: PanelFormParts) {
  const [form] = Form.useForm<PanelValues>();
  const close = useClose();
  const [isRemoving, setRemoving] = useState(false);
  const isReadOnly = !useHoldsRole('administrator', panel.accountId);
  const sheet = usePanelForm(panel, etag, { form, close });
  const parents = useParents(panels, panel.id);
  const theirs = useConflict(sheet.error, read);
  const leave = (): void => {
    sheet.release();
    close();
  };
  const members = (patch: PanelPatch) => panelMembers({ ...panel, ...patch }, panels);
  return (
    <ThingSheet
      {...sheet}
      title={TEXTS.editTitle(panel.name)}
      saveText={TEXTS.save}
      onSave={() => form.submit()}
      onClose={close}
      isReadOnly={isReadOnly}
      figures={<PanelPreview verdict={sheet.foretold.latest} />}
      more={<RemoveButton onClick={() => setRemoving(true)} />}
    >
      {theirs === undefined ? null : (
        <ConflictNotice
          versions={{
            began: members({}),
            theirs: panelMembers(theirs.thing, panels),
            yours: members(sheet.body ?? {}),
          }}
          onKeep={() => sheet.saveOver(theirs.etag)}
          onTake={() => beginWith(theirs)}
        />
      )}
      <PanelFormFields
        {...{ form, isReadOnly, parents }}
        began={panelValuesOf(panel)}
        values={sheet.values}
        onFinish={sheet.save}
      />
      {isRemoving ? (
        <RemovePanel panel={panel} onClose={() => setRemoving(false)} onRemoved={leave} />
      ) : null}
    </ThingSheet>
  );
}

function RemoveButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <Button danger onClick={onClick}>
      {TEXTS.remove}
    </Button>
  );
}

interface FormParts {
  readonly form: ReturnType<typeof Form.useForm<PanelValues>>[0];
  readonly close: () => void;
}

function usePanelForm(panel: Panel, etag: string, { form, close }: FormParts) {
  const tell = useUndo();
  const place = { siteId: panel.siteId, panelId: panel.id };
  const base = useMemo(() => panelValuesOf(panel), [panel]);
  const bodyOf = useCallback((values: PanelValues) => panelPatchOf(values, panel), [panel]);
  return useThingForm<PanelValues, PanelPatch, Versioned<Panel>, Panel>({
    form,
    base,
    bodyOf,
    etag,
    previewPath: `/v1/sites/${place.siteId}/panels/${place.panelId}/preview`,
    send: editPanel(place),
    onSaved: (saved, patch, release) => {
      release();
      close();
      if (Object.keys(patch).length === 0) return;
      const back = { body: panelPatchBack(patch, panel), etag: saved.etag };
      tell({
        text: TEXTS.saved(saved.thing.name),
        undoneText: TEXTS.undone(panel.name),
        undo: (header) => editPanel(place)(back, header),
      });
    },
    fieldFor: panelFieldFor,
  });
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
