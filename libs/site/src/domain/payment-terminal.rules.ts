import { type PaymentTerminal } from './charger.events';
import { type ChargerChange } from './charger-change.rules';
import { refuseIf } from './judgement.rules';
import { type Rule } from './rejections.rules';

/** A connector that keeps its terminal stays. */
export const connectorsInUseStay: Rule<ChargerChange> = (change) =>
  terminalsWithoutConnector(change, keptTerminals(change)).map(({ connector, terminalId }) => ({
    code: 'connector-in-use',
    pointer: '/connectors',
    connector,
    terminalId,
  }));

export const accountHasThePaymentIntegration: Rule<ChargerChange> = (change) =>
  refuseIf(newTerminals(change).length > 0 && !change.facts.hasPayterIntegration, () => ({
    code: 'payment-integration-missing',
    pointer: '/paymentTerminals',
  }));

export const terminalsHaveAConnector: Rule<ChargerChange> = (change) =>
  terminalsWithoutConnector(change, newTerminals(change)).map(({ connector }) => ({
    code: 'connector-not-found',
    pointer: `/paymentTerminals/${indexAsked(change, connector)}/connector`,
    connector,
  }));

function terminalsWithoutConnector(
  { is }: ChargerChange,
  terminals: readonly PaymentTerminal[],
): readonly PaymentTerminal[] {
  const exists = (number: number) => is.connectors.some((connector) => connector.number === number);
  return terminals.filter(({ connector }) => !exists(connector));
}

function keptTerminals({ was, is }: ChargerChange): readonly PaymentTerminal[] {
  return is.paymentTerminals.filter((terminal) => was?.paymentTerminals.includes(terminal));
}

function newTerminals({ was, is }: ChargerChange): readonly PaymentTerminal[] {
  return is.paymentTerminals.filter((terminal) => !was?.paymentTerminals.includes(terminal));
}

function indexAsked({ asked }: ChargerChange, connector: number): number {
  return asked.paymentTerminals?.findIndex((terminal) => terminal.connector === connector) ?? 0;
}
