import { Form, Input, Radio, Select } from 'antd';

import { AmpsInput } from '../../components/amps-input';
import { ampsOf } from '../../lib/amps';
import { type FieldName, fieldNameOf } from '../../lib/field-problems';
import { amps } from '../../lib/format';
import { type PanelNode } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { MAIN_PANEL, type PanelValues } from './panel-form';
import { type PlacedPanel } from './tree-model';

const TEXTS = ENERGY_TEXTS.panel;

const AMPS_RULE = {
  validator: (_: unknown, text: string | undefined) =>
    ampsOf(text) === undefined ? Promise.reject(new Error(TEXTS.ampsMissing)) : Promise.resolve(),
};

/** What a refusal names, as the form calls it. */
export function panelFieldFor(pointer: string): FieldName | undefined {
  return pointer === '/evLimit' ? ['evLimit', 'kind'] : fieldNameOf(pointer);
}

interface PanelFieldsParts {
  /** Where the panel may hang. */
  readonly parents: readonly PlacedPanel<PanelNode>[];
}

export function PanelFields({ parents }: PanelFieldsParts) {
  return (
    <>
      <Form.Item
        name="name"
        label={TEXTS.name}
        extra={TEXTS.nameHelp}
        rules={[{ required: true, whitespace: true, message: TEXTS.nameMissing }]}
      >
        <Input autoFocus maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="parentPanelId" label={TEXTS.parent} extra={TEXTS.parentHelp}>
        <Select
          options={parentOptions(parents)}
          showSearch={{ optionFilterProp: 'label', filterSort: namesFirst }}
        />
      </Form.Item>
      <Form.Item
        name="ratedLimitAmps"
        label={TEXTS.ratedLimit}
        extra={TEXTS.ratedLimitHelp}
        required
        rules={[AMPS_RULE]}
      >
        <AmpsInput />
      </Form.Item>
      <EvLimitFields />
    </>
  );
}

/** Whoever types "main" means a panel of that name, and not that there is none above. */
function namesFirst(left: { value?: unknown }, right: { value?: unknown }): number {
  return Number(left.value === MAIN_PANEL) - Number(right.value === MAIN_PANEL);
}

function parentOptions(parents: readonly PlacedPanel<PanelNode>[]) {
  const options = parents.map(({ panel, path }) => ({
    value: panel.id,
    label: TEXTS.parentOption(path.join(' › '), amps(panel.worstAmps)),
  }));
  return [{ value: MAIN_PANEL, label: TEXTS.main }, ...options];
}

function EvLimitFields() {
  const parentPanelId = Form.useWatch<string | undefined>('parentPanelId') ?? MAIN_PANEL;
  const kind = Form.useWatch<PanelValues['evLimit']['kind'] | undefined>(['evLimit', 'kind']);
  // A schedule that is there stays to be seen: whoever moves the panel is told what is in the way.
  const isScheduleClosed = parentPanelId !== MAIN_PANEL && kind !== 'scheduled';
  const kinds = [
    { value: 'none', label: TEXTS.evNone },
    { value: 'fixed', label: TEXTS.evFixed },
    { value: 'scheduled', label: TEXTS.evScheduled, disabled: isScheduleClosed },
  ];
  const help = isScheduleClosed
    ? `${TEXTS.evLimitHelp} ${TEXTS.evScheduledOnlyMain}`
    : TEXTS.evLimitHelp;
  return (
    <>
      <Form.Item name={['evLimit', 'kind']} label={TEXTS.evLimit} extra={help}>
        <Radio.Group className="radios-below" options={kinds} aria-label={TEXTS.evLimit} />
      </Form.Item>
      {kind === 'fixed' ? <EvAmps member="amps" label={TEXTS.fixedAmps} /> : null}
      {kind === 'scheduled' ? (
        <div className="fields-beside">
          <EvAmps member="peakAmps" label={TEXTS.peakAmps} />
          <EvAmps member="offPeakAmps" label={TEXTS.offPeakAmps} />
        </div>
      ) : null}
    </>
  );
}

interface EvAmpsParts {
  readonly member: 'amps' | 'peakAmps' | 'offPeakAmps';
  readonly label: string;
}

function EvAmps({ member, label }: EvAmpsParts) {
  return (
    <Form.Item name={['evLimit', member]} label={label} required rules={[AMPS_RULE]}>
      <AmpsInput />
    </Form.Item>
  );
}
