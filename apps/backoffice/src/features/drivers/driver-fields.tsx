import { Button, Form, Input, Select } from 'antd';

import { AccountChoice } from '../../components/account-choice';
import { GroupsChoice } from '../../components/choices';
import { OnOff } from '../../components/on-off';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { DRIVER_TEXTS as TEXTS } from '../../lib/texts/drivers';
import { cardFault } from './driver-values';

const { fields, help } = TEXTS;

interface DriverFieldsParts {
  readonly accountId: string;
  /** A new driver is not blocked, belongs here, and has no card yet. */
  readonly isNew: boolean;
}

export function DriverFields({ accountId, isNew }: DriverFieldsParts) {
  return (
    <>
      <Form.Item
        name="externalId"
        label={fields.externalId}
        extra={help.externalId}
        rules={[
          { required: true, whitespace: true, message: TEXTS.required },
          { pattern: /^[^@]*$/, message: TEXTS.withoutAt },
        ]}
      >
        <Input autoFocus={isNew} maxLength={64} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="groupIds" label={fields.groupIds} extra={help.groupIds}>
        <GroupsChoice accountId={accountId} />
      </Form.Item>
      {isNew ? null : (
        <Form.Item name="heldCards" label={fields.heldCards} extra={TEXTS.cardsHelp}>
          <HeldCards />
        </Form.Item>
      )}
      <Form.Item
        name="newCards"
        label={fields.newCards}
        extra={help.newCards}
        rules={[{ validator: (_rule, cards: string[]) => judged(cards) }]}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ';', ' ']} />
      </Form.Item>
      {isNew ? null : (
        <>
          <Form.Item
            name="blocked"
            label={fields.blocked}
            extra={help.blocked}
            valuePropName="checked"
          >
            <OnOff />
          </Form.Item>
          <Form.Item name="accountId" label={fields.accountId} extra={help.accountId}>
            <AccountChoice />
          </Form.Item>
        </>
      )}
    </>
  );
}

function judged(cards: readonly string[] | undefined): Promise<void> {
  const fault = cardFault(cards ?? []);
  return fault === undefined ? Promise.resolve() : Promise.reject(new Error(fault));
}

interface HeldCardsParts {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (cards: readonly string[]) => void;
}

/** The form says whether one may change them. */
function HeldCards({ id, value = [], onChange }: HeldCardsParts) {
  if (value.length === 0) {
    return (
      <span id={id} className="quiet">
        {COMMON_TEXTS.none}
      </span>
    );
  }
  return (
    <ul id={id} className="held-cards">
      {value.map((card) => (
        <li key={card} title={TEXTS.cardTitle(card)}>
          <code>{TEXTS.card(card)}</code>
          <Button
            size="small"
            type="text"
            aria-label={TEXTS.removeCard(card)}
            onClick={() => onChange?.(value.filter((other) => other !== card))}
          >
            ×
          </Button>
        </li>
      ))}
    </ul>
  );
}
