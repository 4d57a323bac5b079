import {
  CLAIM_CATEGORY,
  type ClaimRules,
  type ClaimStream,
  type ClaimWish,
  streamNameOf,
} from '@chargebook/kernel';

import { type PaymentTerminal } from './charger.events';
import { canonicalName } from './claim-names.claims';
import { type SiteId } from './identity.state';
import { type SiteEvent } from './site.events';
import { type SiteState } from './site.state';

/** A terminal serves connectors of one site only: the site is what holds it. */
export function terminalClaim(terminalId: string): ClaimStream {
  return streamNameOf(CLAIM_CATEGORY, `terminal-${canonicalName(terminalId)}`) as ClaimStream;
}

export const PAYMENT_TERMINAL_CLAIMS: ClaimRules<SiteEvent, SiteState> = {
  wishesOf(event) {
    if (event.type === 'ChargerAdded') {
      const { siteId, paymentTerminals } = event.data;
      return paymentTerminals.map((terminal, index) =>
        terminalWish(siteId, terminal, `/paymentTerminals/${index}/terminalId`),
      );
    }
    if (event.type !== 'PaymentTerminalAttached') return [];
    return [terminalWish(event.data.siteId, event.data, event.pointer ?? '/paymentTerminals')];
  },

  leftBy(event, before) {
    if (event.type === 'PaymentTerminalDetached') return [terminalClaim(event.data.terminalId)];
    if (event.type !== 'ChargerRetired') return [];
    const terminals = before.chargers.get(event.data.id)?.paymentTerminals ?? [];
    return terminals.map(({ terminalId }) => terminalClaim(terminalId));
  },

  isInUse(state, stream) {
    for (const { status, paymentTerminals } of state.chargers.values()) {
      if (status === 'retired') continue;
      const isOne = ({ terminalId }: PaymentTerminal) => terminalClaim(terminalId) === stream;
      if (paymentTerminals.some(isOne)) return true;
    }
    return false;
  },
};

function terminalWish(thing: SiteId, terminal: PaymentTerminal, pointer: string): ClaimWish {
  const stream = terminalClaim(terminal.terminalId);
  return { stream, thing, code: 'payment-terminal-taken', pointer };
}
