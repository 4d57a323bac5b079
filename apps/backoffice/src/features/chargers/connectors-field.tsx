import { Button, Form, Input } from 'antd';

import { useAccount } from '../../lib/accounts';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { type ConnectorValue } from './charger-values';
import { IntegratePayter } from './integrate-payter';

const TEXTS = CHARGER_TEXTS.form.terminal;
const MOST_CONNECTORS = 16;

interface ConnectorsFieldParts {
  readonly accountId: string;
  readonly isDisabled: boolean;
}

/** A line for each connector, with the terminal that serves it. */
export function ConnectorsField({ accountId, isDisabled }: ConnectorsFieldParts) {
  const { data: account } = useAccount(accountId);
  const connectors = Form.useWatch<readonly ConnectorValue[]>('connectors') ?? [];
  const hasTerminal = connectors.some(({ terminalId }) => terminalId !== '');
  const isIntegrated = account?.paymentIntegrations.includes('payter') ?? true;
  return (
    <Form.List name="connectors">
      {(rows, { add, remove }, { errors }) => (
        <fieldset className="connectors">
          <legend>{CHARGER_TEXTS.form.optional(TEXTS.label)}</legend>
          {rows.map(({ key, name }) => (
            <ConnectorLine
              key={key}
              row={name}
              number={connectors[name]?.number ?? name + 1}
              isDisabled={isDisabled || (!isIntegrated && !hasTerminal)}
              remove={name === 0 || isDisabled ? undefined : () => remove(name)}
            />
          ))}
          <p className="quiet help">{TEXTS.help}</p>
          <Form.ErrorList errors={errors} />
          {isIntegrated ? null : <IntegratePayter accountId={accountId} />}
          {isDisabled || rows.length >= MOST_CONNECTORS ? null : (
            <Button
              size="small"
              onClick={() => add({ number: nextNumber(connectors), terminalId: '' })}
            >
              {TEXTS.addConnector}
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  );
}

function nextNumber(connectors: readonly ConnectorValue[]): number {
  return Math.max(0, ...connectors.map(({ number }) => number)) + 1;
}

interface ConnectorLineParts {
  readonly row: number;
  readonly number: number;
  readonly isDisabled: boolean;
  readonly remove: (() => void) | undefined;
}

function ConnectorLine({ row, number, isDisabled, remove }: ConnectorLineParts) {
  return (
    <div className="connector-line">
      <span className="connector-name">{CHARGER_TEXTS.connector(number)}</span>
      <Form.Item name={[row, 'terminalId']} className="connector-terminal">
        <Input
          aria-label={TEXTS.terminalId(number)}
          placeholder={TEXTS.placeholder}
          autoComplete="off"
          spellCheck={false}
          disabled={isDisabled}
        />
      </Form.Item>
      {remove === undefined ? null : (
        <Button type="text" aria-label={TEXTS.removeConnector(number)} onClick={remove}>
          ×
        </Button>
      )}
    </div>
  );
}
