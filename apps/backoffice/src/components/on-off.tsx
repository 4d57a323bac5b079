import { Switch, type SwitchProps } from 'antd';

import { COMMON_TEXTS } from '../lib/texts/common';

/** A switch that says in a word which way it stands. */
export function OnOff(parts: SwitchProps) {
  return (
    <Switch checkedChildren={COMMON_TEXTS.on} unCheckedChildren={COMMON_TEXTS.off} {...parts} />
  );
}
