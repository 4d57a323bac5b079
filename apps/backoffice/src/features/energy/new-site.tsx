import { Form } from 'antd';
import { useNavigate } from 'react-router';

import { useSaid } from '../../components/use-said';
import { useHoldsRole } from '../../lib/session';
import { type Site } from '../../lib/things';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { AboutFields, NameField } from './about-fields';
import { EnergyFields } from './energy-fields';
import { PlaceFields } from './place-fields';
import { useEnergyPaths } from './paths';
import { EMPTY_SITE, type NewSiteBody, newSiteBodyOf, type SiteValues } from './site-form';
import { addSite } from './site-requests';
import { ThingSheet } from './thing-sheet';
import { useClose } from './use-close';
import { useThingForm } from './use-thing-form';

const TEXTS = ENERGY_TEXTS.form;

/** Leads to the new site, whose main panel comes next. */
export function NewSite() {
  const [form] = Form.useForm<SiteValues>();
  const { accountId, site } = useEnergyPaths();
  const navigate = useNavigate();
  const close = useClose();
  const say = useSaid();
  const isReadOnly = !useHoldsRole('administrator', accountId);
  const sheet = useThingForm<SiteValues, NewSiteBody, Site>({
    form,
    base: EMPTY_SITE,
    bodyOf: newSiteBodyOf,
    previewPath: `/v1/accounts/${accountId}/sites/preview`,
    send: addSite(accountId),
    onSaved: ({ id, name }, _body, release) => {
      say({ text: TEXTS.added(name) });
      release();
      void navigate(site(id));
    },
  });
  return (
    <ThingSheet
      {...sheet}
      title={TEXTS.addTitle}
      saveText={TEXTS.add}
      onSave={() => form.submit()}
      onClose={close}
      isReadOnly={isReadOnly}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        disabled={isReadOnly}
        initialValues={EMPTY_SITE}
        onFinish={sheet.save}
        scrollToFirstError={{ focus: true }}
      >
        <NameField />
        <PlaceFields />
        <h3>{TEXTS.energy}</h3>
        <EnergyFields isManaged={sheet.values.energyManagement} isNew />
        <AboutFields />
      </Form>
    </ThingSheet>
  );
}
