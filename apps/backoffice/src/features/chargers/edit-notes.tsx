import { Alert } from 'antd';

import { ago, amps } from '../../lib/format';
import { usePanelChoices } from '../../lib/panels';
import { usePersonName } from '../../lib/people';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { type Charger, effectiveOf } from './charger';

const TEXTS = CHARGER_TEXTS.edit;

interface EditNotesParts {
  readonly charger: Charger;
  readonly rights: { readonly mayEdit: boolean; readonly maySupport: boolean };
}

/** What one should know of the charger before touching it. */
export function EditNotes({ charger, rights }: EditNotesParts) {
  const who = usePersonName(charger.lastChangedBy);
  const hint = hintFor(charger, rights);
  return (
    <>
      {hint === undefined ? null : <Alert className="problem-notice" type="info" title={hint} />}
      {charger.needsAttention.map(({ code, detail }) => (
        <Alert key={code} className="problem-notice" type="warning" title={detail} />
      ))}
      <p className="quiet">
        {TEXTS.changed(who, ago(charger.lastChangedAt))} <Flow charger={charger} />
      </p>
    </>
  );
}

function hintFor({ status }: Charger, { mayEdit, maySupport }: EditNotesParts['rights']) {
  if (status === 'retired') return TEXTS.retired;
  if (mayEdit) return undefined;
  return maySupport ? TEXTS.supportOnly : TEXTS.readOnly;
}

/** How much of its limit can flow, and which panel holds it back. */
function Flow({ charger }: { readonly charger: Charger }) {
  const { accountId, siteId } = charger;
  const { data: panels } = usePanelChoices({ accountId, siteId });
  const { limit } = effectiveOf(charger);
  const binding = panels?.find(({ id }) => id === limit.bindingPanelId);
  return binding === undefined ? null : TEXTS.flows(amps(limit.amps), binding.name);
}
