import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { type ReactNode } from 'react';

import { EditSheet, type SheetTitles } from '../../components/edit-sheet';
import { PreviewNote } from '../../components/preview-note';
import { type Opened, ThingSheet } from '../../components/thing-sheet';
import { type ThingEdit, useThingEdit } from '../../components/use-thing-edit';
import { usePreview } from '../../lib/preview';
import { useHoldsRole } from '../../lib/session';
import { type Site } from '../../lib/things';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { SITE_LABELS, siteFieldText } from './site-field-text';
import {
  saidOfSite,
  SENT_ALONG,
  sitePatchOf,
  type SiteValues,
  siteValuesOf,
  siteWayBack,
} from './site-form';
import { SitePreview } from './site-preview';
import { editSite, readSite } from './site-requests';
import { useClose } from './use-close';

const TEXTS = ENERGY_TEXTS.form;
const { unknownTitle: title, unknownText: text } = ENERGY_TEXTS.site;

interface EditSiteParts {
  readonly siteId: string;
  readonly titles: SheetTitles;
  /** The fields that this form shows of the site; the others stay as they are. */
  readonly fields: (site: Site) => ReactNode;
}

/** A form of some of the site's members, saved as one. */
export function EditSite({ siteId, titles, fields }: EditSiteParts) {
  const query = useQuery({
    queryKey: ['sites', 'versioned', siteId],
    queryFn: ({ signal }) => readSite(siteId, signal),
  });
  return (
    <ThingSheet
      title={ENERGY_TEXTS.site.edit}
      query={query}
      gone={{ title, text }}
      onClose={useClose()}
    >
      {(opened) => <SiteForm key={siteId} {...{ opened, titles, fields }} />}
    </ThingSheet>
  );
}

interface SiteFormParts extends Omit<EditSiteParts, 'siteId'> {
  readonly opened: Opened<Site>;
}

function SiteForm({ opened, titles, fields }: SiteFormParts) {
  const edit = useThingEdit({
    ...opened,
    nameOf: ({ name }) => name,
    valuesOf: siteValuesOf,
    said: saidOfSite,
    sentAlong: SENT_ALONG,
    send: editSite,
    wayBack: siteWayBack,
  });
  const { base } = edit;
  const mayEdit = useHoldsRole('administrator', base.accountId);
  return (
    <EditSheet
      titles={titles}
      edit={edit}
      readOnly={mayEdit ? undefined : TEXTS.readOnly}
      labels={SITE_LABELS}
      show={siteFieldText}
      formLook={{ requiredMark: 'optional' }}
      foretelling={<Foretelling edit={edit} />}
      onClose={opened.onClose}
    >
      {fields(base)}
    </EditSheet>
  );
}

function Foretelling({ edit }: { readonly edit: ThingEdit<Site, SiteValues> }) {
  const { form, base, began } = edit;
  const typed = Form.useWatch([], { form, preserve: true }) as Partial<SiteValues> | undefined;
  const patch = sitePatchOf({ ...began, ...typed }, base);
  const foretold = usePreview<Site>(`/v1/sites/${base.id}/preview`, patch);
  return (
    <PreviewNote foretold={foretold}>
      <SitePreview verdict={foretold.latest} />
    </PreviewNote>
  );
}
