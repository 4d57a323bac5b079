import { Form, Input } from 'antd';

import { FormDialog } from '../../components/form-dialog';
import { useUndo } from '../../components/use-undo';
import { type Versioned } from '../../lib/api';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { type Charger } from './charger';
import { retireCharger } from './charger-store';

const TEXTS = CHARGER_TEXTS.retire;

interface RetireChargerParts {
  readonly version: Versioned<Charger>;
  readonly onRetired: (charger: Charger) => void;
  readonly onClose: () => void;
}

/** Final, so it is asked for twice: by the button, and by the reason. */
export function RetireCharger({ version, onRetired, onClose }: RetireChargerParts) {
  const tell = useUndo();
  const { thing, etag } = version;
  return (
    <FormDialog<{ readonly reason: string }, Charger>
      title={TEXTS.title(thing.displayName)}
      text={TEXTS.text}
      okText={TEXTS.confirm}
      isDangerous
      send={({ reason }, header) =>
        retireCharger({ path: thing, etag, reason: reason.trim() }, header)
      }
      onDone={(retired) => {
        const { id, displayName: name } = retired;
        onRetired(retired);
        tell({ id, name, text: TEXTS.done(name) });
      }}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={TEXTS.reason}
        extra={TEXTS.reasonHelp}
        rules={[{ required: true, whitespace: true, message: TEXTS.reasonMissing }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} />
      </Form.Item>
    </FormDialog>
  );
}
