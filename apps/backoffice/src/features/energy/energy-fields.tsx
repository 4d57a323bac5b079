import { Form, Radio } from 'antd';

import { AmpsInput } from '../../components/amps-input';
import { RatePlanChoice } from '../../components/choices';
import { OnOff } from '../../components/on-off';
import { ampsOf } from '../../lib/amps';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { BY_COUNTRY } from './site-form';

const TEXTS = ENERGY_TEXTS.form;

const ALLOCATION_RULE = {
  validator: (_: unknown, text = '') =>
    text.trim() === '' || ampsOf(text) !== undefined
      ? Promise.resolve()
      : Promise.reject(new Error(TEXTS.offlineAllocationWrong)),
};

const FACTORS = [
  { value: 0.8, label: TEXTS.loadFactor80 },
  { value: 1, label: TEXTS.loadFactor100 },
];

interface EnergyFieldsParts {
  /** A new site may leave its load factor to its country. */
  readonly isNew: boolean;
}

/** What holds for all chargers and panels of a site. */
export function EnergyFields({ isNew }: EnergyFieldsParts) {
  const isManaged = Form.useWatch('energyManagement') === true;
  const factors = isNew
    ? [{ value: BY_COUNTRY, label: TEXTS.loadFactorByCountry }, ...FACTORS]
    : FACTORS;
  return (
    <>
      <Form.Item
        name="energyManagement"
        label={TEXTS.energyManagement}
        extra={TEXTS.energyManagementHelp}
        valuePropName="checked"
        required
      >
        <OnOff />
      </Form.Item>
      <Form.Item
        name="offlineAllocationAmps"
        label={TEXTS.offlineAllocation}
        extra={TEXTS.offlineAllocationHelp}
        required={isManaged}
        rules={[ALLOCATION_RULE]}
      >
        <AmpsInput />
      </Form.Item>
      <Form.Item
        name="delayedCharging"
        label={TEXTS.delayedCharging}
        extra={TEXTS.delayedChargingHelp}
        getValueProps={(isOn: boolean) => ({ checked: isOn && isManaged })}
        required
      >
        <OnOff disabled={!isManaged} />
      </Form.Item>
      <Form.Item name="memberRatePlanId" label={TEXTS.memberRate} extra={TEXTS.memberRateHelp}>
        <RatePlanChoice />
      </Form.Item>
      <Form.Item
        name="continuousLoadFactor"
        label={TEXTS.loadFactor}
        extra={TEXTS.loadFactorHelp}
        required
      >
        <Radio.Group className="radios-below" options={factors} aria-label={TEXTS.loadFactor} />
      </Form.Item>
    </>
  );
}
