import { Input, type InputProps } from 'antd';

/** Keeps what was typed, be it nonsense: the form says what is wrong, and nothing is lost. */
export function AmpsInput(field: InputProps) {
  return <Input {...field} inputMode="decimal" suffix="A" autoComplete="off" maxLength={12} />;
}
