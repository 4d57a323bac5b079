import { Form, Input, Radio } from 'antd';

import { WEBHOOK_TEXTS } from '../../lib/texts/webhooks';
import { type Beginning } from './webhook-values';

const TEXTS = WEBHOOK_TEXTS.beginning;

interface BeginningFieldsParts {
  /** The first is the usual one. */
  readonly order: readonly Beginning['from'][];
}

/** The first event that is sent. */
export function BeginningFields({ order }: BeginningFieldsParts) {
  const from = Form.useWatch<Beginning['from'] | undefined>('from') ?? order[0];
  return (
    <>
      <Form.Item name="from" label={TEXTS.from}>
        <Radio.Group
          className="radio-lines"
          options={order.map((value) => ({ value, label: TEXTS[value] }))}
        />
      </Form.Item>
      {from === 'position' ? (
        <Form.Item
          name="after"
          label={TEXTS.positionLabel}
          extra={TEXTS.positionHelp}
          rules={[{ required: true, whitespace: true, message: TEXTS.positionMissing }]}
        >
          <Input autoComplete="off" spellCheck={false} maxLength={100} />
        </Form.Item>
      ) : null}
    </>
  );
}
