import assert from 'node:assert/strict';

import { type Decider, type Decision, type RejectionShape, type Warning } from '../decider';
import { type Instant, type Recorded } from '../envelope';

/** Events whose time and author do not matter to the case are recorded then, by this one. */
const ONCE = { at: '2026-01-01T00:00:00.000Z' as Instant, by: 'somebody' };

type Told<Event> = Event | Recorded<Event>;

/** What a case says of the decision; each proves what it says, and fails with the difference. */
export interface Then<Event, Rejection> {
  readonly decision: Decision<Event, Rejection>;
  accepts(events: readonly Event[], warningCodes?: readonly string[]): readonly Warning[];
  rejects(rejections: readonly Rejection[]): void;
  /** The codes alone, in their order, where the figures are another case's. */
  rejectsWith(...codes: readonly string[]): void;
  changesNothing(): void;
}

export interface Given<Command, Event, State, Rejection> {
  readonly state: State;
  when(command: Command): Then<Event, Rejection>;
}

interface Kit<Command, Event, State, Rejection> {
  readonly given: (...events: readonly Told<Event>[]) => Given<Command, Event, State, Rejection>;
}

/** Cases of a decider in the form: given these events, when this is commanded, then that. */
export function deciderKit<Command, Event extends object, State, Rejection extends RejectionShape>(
  decider: Decider<Command, Event, State, Rejection>,
): Kit<Command, Event, State, Rejection> {
  const fold = (events: readonly Told<Event>[]): State => {
    const state = decider.initial();
    for (const event of events) decider.evolve(state, { ...ONCE, ...event } as Recorded<Event>);
    return state;
  };
  return {
    given: (...events) => ({
      state: fold(events),
      when: (command) => {
        const decision = decider.decide(command, fold(events));
        if (decision.kind === 'accepted') {
          provesRetrySafe(decider.decide(command, fold([...events, ...decision.events])));
        }
        return then(decision);
      },
    }),
  };
}

/** An accepted command that is sent again is unchanged, or refused by name. */
function provesRetrySafe(again: Decision<unknown, unknown>): void {
  assert.notEqual(again.kind, 'accepted', 'the same command was accepted twice');
}

function then<Event, Rejection extends RejectionShape>(
  decision: Decision<Event, Rejection>,
): Then<Event, Rejection> {
  return {
    decision,
    accepts(events, warningCodes = []) {
      const warnings = decision.kind === 'accepted' ? decision.warnings : [];
      const codes = warnings.map(({ code }) => code);
      const expected = { kind: 'accepted', events, codes: warningCodes };
      assert.deepEqual(
        { ...decision, warnings: undefined, codes },
        { ...expected, warnings: undefined },
      );
      return warnings;
    },
    rejects(rejections) {
      assert.deepEqual(decision, { kind: 'rejected', rejections });
    },
    rejectsWith(...codes) {
      assert.equal(decision.kind, 'rejected');
      const found = decision.kind === 'rejected' ? decision.rejections : [];
      assert.deepEqual(
        found.map(({ code }) => code),
        codes,
      );
    },
    changesNothing() {
      assert.deepEqual(decision, { kind: 'unchanged' });
    },
  };
}
