import { Form, type FormInstance } from 'antd';
import { useNavigate } from 'react-router';

import { AddSheet } from '../../components/add-sheet';
import { PreviewNote } from '../../components/preview-note';
import { useUndo } from '../../components/use-undo';
import { usePreview } from '../../lib/preview';
import { useHoldsRole } from '../../lib/session';
import { type Site } from '../../lib/things';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { AboutFields, NameField } from './about-fields';
import { EnergyFields } from './energy-fields';
import { PlaceFields } from './place-fields';
import { useEnergyPaths } from './paths';
import { EMPTY_SITE, newSiteBodyOf, type SiteValues } from './site-form';
import { addSite } from './site-requests';
import { useClose } from './use-close';

const TEXTS = ENERGY_TEXTS.form;

/** Leads to the new site, whose main panel comes next. */
export function NewSite() {
  const { accountId, site } = useEnergyPaths();
  const navigate = useNavigate();
  const tell = useUndo();
  const mayAdd = useHoldsRole('administrator', accountId);
  return (
    <AddSheet<SiteValues, Site>
      title={TEXTS.addTitle}
      saveText={TEXTS.add}
      readOnly={mayAdd ? undefined : TEXTS.readOnly}
      send={addSite(accountId)}
      onAdded={({ id, name }) => {
        tell({ id, name, text: TEXTS.added(name) });
        void navigate(site(id), { replace: true });
      }}
      initialValues={EMPTY_SITE}
      formLook={{ requiredMark: 'optional' }}
      foretelling={(form) => <Foretelling form={form} accountId={accountId} />}
      onClose={useClose()}
    >
      <NameField />
      <PlaceFields />
      <h3>{TEXTS.energy}</h3>
      <EnergyFields isNew />
      <AboutFields />
    </AddSheet>
  );
}

interface ForetellingParts {
  readonly form: FormInstance<SiteValues>;
  readonly accountId: string;
}

function Foretelling({ form, accountId }: ForetellingParts) {
  const typed = Form.useWatch([], { form, preserve: true }) as Partial<SiteValues> | undefined;
  const body = newSiteBodyOf({ ...EMPTY_SITE, ...typed });
  return <PreviewNote foretold={usePreview(`/v1/accounts/${accountId}/sites/preview`, body)} />;
}
