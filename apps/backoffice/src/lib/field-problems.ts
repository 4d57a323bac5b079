import { type FormInstance } from 'antd';

import { Problem, type ProblemError } from './problem';

export type FieldName = readonly (string | number)[];

/** `/scope/driverId` as the form names its field; undefined for the whole body. */
export function fieldNameOf(pointer: string): FieldName | undefined {
  const parts = pointer.split('/').slice(1);
  if (parts.length === 0) return undefined;
  return parts
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/**
 * Puts every error of a refusal at its field and the cursor into the first one. `fieldFor` says
 * which field shows what a pointer names. Returns the errors that have no field.
 */
export function showAtFields<Values>(
  form: FormInstance<Values>,
  error: unknown,
  fieldFor: (pointer: string) => FieldName | undefined = fieldNameOf,
): readonly ProblemError[] {
  if (!(error instanceof Problem)) return [];
  const texts = new Map<string, { name: FieldName; errors: string[] }>();
  const homeless: ProblemError[] = [];
  for (const each of error.errors) {
    const name = fieldFor(each.pointer);
    if (name === undefined) homeless.push(each);
    else textsAt(texts, name).push(each.detail);
  }
  const fields = [...texts.values()];
  form.setFields(fields.map(({ name, errors }) => ({ name: [...name] as never, errors })));
  const [first] = fields;
  if (first !== undefined) form.scrollToField([...first.name] as never, { focus: true });
  return homeless;
}

function textsAt(texts: Map<string, { name: FieldName; errors: string[] }>, name: FieldName) {
  const key = JSON.stringify(name);
  const place = texts.get(key) ?? { name, errors: [] };
  texts.set(key, place);
  return place.errors;
}
