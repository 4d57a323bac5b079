import { Form, Radio } from 'antd';

import { DriverChoice, GroupsChoice } from '../../components/choices';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { SCOPE_KINDS, type ScopeKind } from './charger';

const TEXTS = CHARGER_TEXTS.form;

/** Six choices with what they mean; who it is for, where that is to be said. */
export function ScopeFields({ accountId }: { readonly accountId: string }) {
  const scope = Form.useWatch<ScopeKind | undefined>('scope');
  return (
    <>
      <Form.Item
        name="scope"
        label={TEXTS.scope.label}
        validateTrigger="onChange"
        rules={[{ required: true, message: TEXTS.scope.missing }]}
      >
        <ScopeChoice />
      </Form.Item>
      {scope === 'private' ? (
        <Form.Item
          name="driverId"
          label={TEXTS.scope.driver}
          extra={TEXTS.scope.driverHelp}
          rules={[{ required: true, message: TEXTS.scope.driverMissing }]}
        >
          <DriverChoice accountId={accountId} />
        </Form.Item>
      ) : null}
      {scope === 'groups' ? (
        <Form.Item
          name="groupIds"
          label={TEXTS.scope.groups}
          extra={TEXTS.scope.groupsHelp}
          rules={[{ required: true, type: 'array', min: 1, message: TEXTS.scope.groupsMissing }]}
        >
          <GroupsChoice accountId={accountId} />
        </Form.Item>
      ) : null}
      <SecureCharging scope={scope} />
    </>
  );
}

interface ScopeChoiceParts {
  readonly id?: string;
  readonly value?: ScopeKind | undefined;
  readonly onChange?: (event: unknown) => void;
}

function ScopeChoice({ id, value, onChange }: ScopeChoiceParts) {
  return (
    <Radio.Group
      {...(id !== undefined && { id })}
      className="radio-lines"
      aria-label={TEXTS.scope.label}
      value={value}
      onChange={(event) => onChange?.(event)}
    >
      {SCOPE_KINDS.map((kind) => (
        <Radio key={kind} value={kind}>
          <span className="scope-option">
            <b>{CHARGER_TEXTS.scopes[kind].name}</b>
            <span className="quiet">{CHARGER_TEXTS.scopes[kind].text}</span>
          </span>
        </Radio>
      ))}
    </Radio.Group>
  );
}

function SecureCharging({ scope }: { readonly scope: ScopeKind | undefined }) {
  const { label, on, off, open } = TEXTS.secureCharging;
  const said = scope === undefined ? open : scope === 'open' ? off : on;
  return (
    <p className="derived" aria-live="polite">
      <span className="derived-label">{label}</span> <span className="quiet">{said}</span>
    </p>
  );
}
