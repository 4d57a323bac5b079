import { Form } from 'antd';
import { type ReactNode, useCallback, useMemo } from 'react';

import { type Versioned } from '../../lib/api';
import { useHoldsRole } from '../../lib/session';
import { type Site } from '../../lib/things';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { ConflictNotice } from './conflict-notice';
import {
  type KnownSite,
  sitePatchBack,
  type SitePatch,
  sitePatchOf,
  type SiteValues,
  siteValuesOf,
} from './site-form';
import { patchedSite, siteMembers } from './site-members';
import { SitePreview } from './site-preview';
import { editSite, readSite } from './site-requests';
import { ThingSheet, WaitingSheet } from './thing-sheet';
import { useClose } from './use-close';
import { useConflict } from './use-conflict';
import { useEdited } from './use-edited';
import { useThingForm } from './use-thing-form';
import { useUndo } from './use-undo';

const TEXTS = ENERGY_TEXTS.form;
const { unknownTitle: title, unknownText: text } = ENERGY_TEXTS.site;

interface EditSiteParts {
  readonly siteId: string;
  readonly titleOf: (name: string) => string;
  /** The fields that this form shows of the site; the others stay as they are. */
  readonly fields: (values: SiteValues, site: Site) => ReactNode;
}

/** A form of some of the site's members, saved as one. */
export function EditSite({ siteId, titleOf, fields }: EditSiteParts) {
  const close = useClose();
  const read = useCallback(() => readSite(siteId), [siteId]);
  const { base, error, refetch, beginWith } = useEdited(['sites', 'edited', siteId], read);
  if (base === undefined) {
    const retry = (): void => void refetch();
    return (
      <WaitingSheet
        title={ENERGY_TEXTS.site.edit}
        error={error}
        onRetry={retry}
        onClose={close}
        unknown={{ title, text }}
      />
    );
  }
  return <SiteForm key={base.etag} {...{ base, read, beginWith, titleOf, fields }} />;
}

interface SiteFormParts extends Omit<EditSiteParts, 'siteId'> {
  readonly base: Versioned<Site>;
  readonly read: () => Promise<Versioned<Site>>;
  readonly beginWith: (base: Versioned<Site>) => void;
}

function SiteForm({ base: { thing: site, etag }, read, beginWith, ...parts }: SiteFormParts) {
  const [form] = Form.useForm<SiteValues>();
  const close = useClose();
  const isReadOnly = !useHoldsRole('administrator', site.accountId);
  const sheet = useSiteForm({ thing: site, etag }, { form, close });
  const theirs = useConflict(sheet.error, read);
  return (
    <ThingSheet
      {...sheet}
      title={parts.titleOf(site.name)}
      saveText={TEXTS.save}
      onSave={() => form.submit()}
      onClose={close}
      isReadOnly={isReadOnly}
      figures={<SitePreview verdict={sheet.foretold.latest} />}
    >
      {theirs === undefined ? null : (
        <ConflictNotice
          versions={{
            began: siteMembers(site),
            theirs: siteMembers(theirs.thing),
            yours: siteMembers(patchedSite(site, sheet.body ?? {})),
          }}
          onKeep={() => sheet.saveOver(theirs.etag)}
          onTake={() => beginWith(theirs)}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        disabled={isReadOnly}
        initialValues={siteValuesOf(site)}
        onFinish={sheet.save}
        scrollToFirstError={{ focus: true }}
      >
        {parts.fields(sheet.values, site)}
      </Form>
    </ThingSheet>
  );
}

interface FormParts {
  readonly form: ReturnType<typeof Form.useForm<SiteValues>>[0];
  readonly close: () => void;
}

function useSiteForm({ thing: site, etag }: Versioned<Site>, { form, close }: FormParts) {
  const tell = useUndo();
  const base = useMemo(() => siteValuesOf(site), [site]);
  const bodyOf = useCallback((values: SiteValues) => sitePatchOf(values, site), [site]);
  return useThingForm<SiteValues, SitePatch, Versioned<Site>, Site>({
    form,
    base,
    bodyOf,
    etag,
    previewPath: `/v1/sites/${site.id}/preview`,
    send: editSite(site.id),
    onSaved: (saved, patch, release) => {
      release();
      close();
      if (Object.keys(patch).length > 0) tell(wayBack(site, saved, patch));
    },
  });
}

function wayBack(
  before: KnownSite & { readonly id: string },
  saved: Versioned<Site>,
  patch: SitePatch,
) {
  const body = sitePatchBack(patch, before);
  const said = { text: TEXTS.saved(saved.thing.name), undoneText: TEXTS.undone(before.name) };
  if (body === undefined) return said;
  const undo = (header: { readonly 'Idempotency-Key': string }) =>
    editSite(before.id)({ body, etag: saved.etag }, header);
  return { ...said, undo };
}
