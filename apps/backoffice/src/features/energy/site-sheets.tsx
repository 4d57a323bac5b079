import { useParams } from 'react-router';

import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { AboutFields, NameField, StateFields } from './about-fields';
import { EditSite } from './edit-site';
import { EnergyFields } from './energy-fields';
import { NewSite } from './new-site';
import { PlaceFields } from './place-fields';

const TEXTS = ENERGY_TEXTS.form;

/** `energy/new` */
export function AddSiteSheet() {
  return <NewSite />;
}

/** `energy/:siteId/edit`: where it is, what it is called, and whether it is in use. */
export function EditSiteSheet() {
  const { siteId = '' } = useParams();
  return (
    <EditSite
      key={siteId}
      siteId={siteId}
      titles={TEXTS.titles}
      fields={({ active }) => (
        <>
          <NameField />
          <PlaceFields />
          <AboutFields />
          <StateFields isActive={active} />
        </>
      )}
    />
  );
}

/** `energy/:siteId/settings`: what holds for all of its panels and chargers. */
export function SettingsSheet() {
  const { siteId = '' } = useParams();
  return (
    <EditSite
      key={siteId}
      siteId={siteId}
      titles={TEXTS.settingsTitles}
      fields={() => <EnergyFields isNew={false} />}
    />
  );
}
