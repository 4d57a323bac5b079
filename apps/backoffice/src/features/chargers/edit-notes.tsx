import { Alert } from 'antd';

import { ReadOnlyNote } from '../../components/read-only-note';
import { amps } from '../../lib/format';
import { usePanelChoices } from '../../lib/panels';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { type Charger, effectiveOf } from './charger';

const TEXTS = CHARGER_TEXTS.edit;
const ATTENTION = CHARGER_TEXTS.attentionTexts;

interface EditNotesParts {
  readonly charger: Charger;
  /** One may change what is for support, and nothing else. */
  readonly isForSupport: boolean;
}

/** What one should know of the charger before touching it. */
export function EditNotes({ charger, isForSupport }: EditNotesParts) {
  return (
    <>
      {isForSupport ? <ReadOnlyNote text={TEXTS.supportOnly} /> : null}
      {charger.needsAttention.map(({ code }) => (
        <Alert key={code} className="problem-notice" type="warning" title={ATTENTION[code]} />
      ))}
      <Flow charger={charger} />
    </>
  );
}

/** How much of its limit can flow, and which panel holds it back. */
function Flow({ charger }: { readonly charger: Charger }) {
  const { accountId, siteId } = charger;
  const { data: panels } = usePanelChoices({ accountId, siteId });
  const { limit } = effectiveOf(charger);
  const binding = panels?.find(({ id }) => id === limit.bindingPanelId);
  if (binding === undefined) return null;
  return <p className="quiet">{TEXTS.flows(amps(limit.amps), binding.name)}</p>;
}
