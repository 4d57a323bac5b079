import { Form, Input } from 'antd';
import { Link } from 'react-router';

import { AmpsInput } from '../../components/amps-input';
import { PanelChoiceField } from '../../components/panel-choice';
import { ampsOf } from '../../lib/amps';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { ConnectorsField } from './connectors-field';
import { ScopeFields } from './scope-fields';

const TEXTS = CHARGER_TEXTS.form;

interface ChargerFieldsParts {
  readonly accountId: string;
  /** The site that the charger stands in; undefined: it is to be chosen, by its panel. */
  readonly siteId?: string;
  readonly isDisabled?: boolean;
}

/** The article's fields, in the article's order and words. */
export function ChargerFields({ accountId, siteId, isDisabled = false }: ChargerFieldsParts) {
  return (
    <>
      <Form.Item
        name="chargerId"
        label={TEXTS.chargerId.label}
        extra={TEXTS.chargerId.help}
        rules={[{ required: true, whitespace: true, message: TEXTS.chargerId.missing }]}
      >
        <Input autoComplete="off" spellCheck={false} autoFocus={siteId === undefined} />
      </Form.Item>
      <Form.Item
        name="limit"
        label={TEXTS.limit.label}
        extra={TEXTS.limit.help}
        rules={[{ validator: isLimit }]}
        required
      >
        <AmpsInput />
      </Form.Item>
      <Form.Item
        name="panel"
        label={TEXTS.panel.label}
        extra={<PanelHelp accountId={accountId} />}
        rules={[{ required: true, message: TEXTS.panel.missing }]}
      >
        <PanelChoiceField accountId={accountId} siteId={siteId} />
      </Form.Item>
      <ScopeFields accountId={accountId} />
      <OptionalText name="alias" />
      <OptionalText name="qaAlias" />
      <OptionalText name="parking" />
      <ConnectorsField accountId={accountId} isDisabled={isDisabled} />
    </>
  );
}

function PanelHelp({ accountId }: { readonly accountId: string }) {
  return (
    <>
      {TEXTS.panel.help} <Link to={`/accounts/${accountId}/energy`}>{TEXTS.panel.toEnergy}</Link>
    </>
  );
}

function OptionalText({ name }: { readonly name: 'alias' | 'qaAlias' | 'parking' }) {
  const { label, help } = TEXTS[name];
  return (
    <Form.Item name={name} label={TEXTS.optional(label)} extra={help}>
      <Input autoComplete="off" spellCheck={name === 'alias'} />
    </Form.Item>
  );
}

/** How high it may be is for the service to say. */
function isLimit(_rule: unknown, text: string): Promise<void> {
  if (text.trim() === '') return Promise.reject(new Error(TEXTS.limit.missing));
  return ampsOf(text) === undefined
    ? Promise.reject(new Error(TEXTS.limit.noNumber))
    : Promise.resolve();
}
