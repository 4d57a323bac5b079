import { Form } from 'antd';
import { type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react';

import { NewerVersion } from './newer-version';
import { bringIntoSight } from './use-in-sight';
import { type Newer, type ThingEdit } from './use-thing-edit';

/** Whoever changed it last, and when. */
export interface Stamped {
  readonly lastChangedAt: string;
  readonly lastChangedBy: string;
}

interface NewerChoiceParts<Thing extends Stamped, Values extends object> {
  readonly edit: ThingEdit<Thing, Values>;
  readonly labels: { readonly [Field in keyof Values]?: string };
  readonly show: (field: keyof Values, values: Values) => ReactNode;
  /** Why there is nothing to choose; undefined where there is. */
  readonly over: string | undefined;
  readonly onChosen: () => void;
}

/** What somebody else saved beside what is typed, if anybody did. */
export function NewerChoice<Thing extends Stamped, Values extends object>(
  parts: NewerChoiceParts<Thing, Values>,
) {
  const { newer } = parts.edit;
  return newer === undefined ? null : <Choice {...parts} newer={newer} />;
}

interface ChoiceParts<Thing extends Stamped, Values extends object> extends NewerChoiceParts<
  Thing,
  Values
> {
  readonly newer: Newer<Thing, Values>;
}

/** Drawn anew with every change of the form: one may type on. */
function Choice<Thing extends Stamped, Values extends object>(parts: ChoiceParts<Thing, Values>) {
  const { edit, newer, labels, show, over, onChosen } = parts;
  Form.useWatch([], { form: edit.form, preserve: true });
  const { thing, theirs } = newer;
  const { typed, apart } = newer.compare();
  const fields = apart.flatMap(({ name, isTyped }) => {
    const label = labels[name];
    const [own, other] = [show(name, typed), show(name, theirs)];
    if (label === undefined || isSameText(own, other)) return [];
    return [{ label, theirs: other, yours: isTyped ? own : undefined }];
  });
  const isClash = apart.some(({ isTyped, isTheirs }) => isTyped && isTheirs);
  const choose = (act: () => void) => (): void => {
    act();
    onChosen();
  };
  return (
    <NewerVersion
      at={thing.lastChangedAt}
      by={thing.lastChangedBy}
      fields={fields}
      over={over === undefined ? undefined : { text: over, onShow: newer.dropMine }}
      onKeep={choose(newer.keepMine)}
      onTake={isClash ? choose(newer.takeTheirs) : undefined}
    />
  );
}

/** Of two fields that are one thing together, one may say the same as before. */
function isSameText(one: ReactNode, other: ReactNode): boolean {
  return typeof one === 'string' && one === other;
}

interface ChoiceInSheet {
  /** Where it stands. */
  readonly place: RefObject<HTMLDivElement | null>;
  /** Why there is nothing to choose; undefined where there is. */
  readonly over: string | undefined;
  /** Leads to it; undefined while there is nothing to choose. */
  readonly show: (() => void) | undefined;
  /** Leads on to the button that saves: nothing is saved yet. */
  readonly leave: () => void;
}

/** Whoever types on is left where he is; whoever tried to save is led to the choice. */
export function useNewerChoice<Thing, Values extends object>(
  { newer, mismatch }: ThingEdit<Thing, Values>,
  whyOver?: (thing: Thing) => string | undefined,
): ChoiceInSheet {
  const place = useRef<HTMLDivElement>(null);
  const show = useCallback(() => {
    bringIntoSight(place);
    place.current?.querySelector('button')?.focus({ preventScroll: true });
  }, []);
  const isRefused = newer !== undefined && mismatch !== null;
  useEffect(() => {
    if (isRefused) show();
  }, [isRefused, show]);
  const leave = (): void => {
    const sheet = place.current?.closest('[role="dialog"]');
    sheet?.querySelector<HTMLElement>('.sheet-actions .ant-btn-primary')?.focus();
  };
  return { place, over: newer && whyOver?.(newer.thing), show: newer && show, leave };
}
