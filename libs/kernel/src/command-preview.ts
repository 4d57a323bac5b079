import { type ClaimWish } from './aggregate';
import { notBefore } from './clock';
import { done, shownThing } from './command-attempt';
import { type AnyClaimRules, neededWishes } from './command-claims';
import { type CommandRequest } from './command-request';
import { type DomainEvent } from './decider';
import { type Folded } from './folded';
import { judgeCommand } from './judge-command';
import { type Outcome } from './outcome';

/** How a command would end, unless others hold one of the values that it wishes for. */
export interface Previewed<Answer> {
  readonly outcome: Outcome<Answer>;
  readonly wishes: readonly ClaimWish[];
}

/** Judges a command as an attempt does, on a fold that stays as it is. */
export function previewCommand<Command, State, Answer>(
  request: CommandRequest<Command, State, Answer>,
  folded: Readonly<Folded<State>>,
  nowMs: number,
): Previewed<Answer> {
  const judgement = judgeCommand(request, folded as Folded<object>);
  if (judgement.kind === 'refused') return { outcome: judgement, wishes: [] };
  const preview = { before: shownThing(request, folded) };
  if (judgement.kind !== 'accepted') {
    return { outcome: { ...done(request, folded), effect: 'unchanged', preview }, wishes: [] };
  }
  const { events, warnings } = judgement;
  const after = { ...folded, state: stateAfter(request, folded, { events, nowMs }) };
  const rules = request.aggregate.claims as AnyClaimRules | undefined;
  return {
    outcome: { ...done(request, after), warnings, preview },
    wishes: rules === undefined ? [] : neededWishes(rules, events, folded),
  };
}

/** A draft with the events, as they would be read from the log. */
function stateAfter<Command, State, Answer>(
  { aggregate, envelope }: CommandRequest<Command, State, Answer>,
  folded: Readonly<Folded<State>>,
  { events, nowMs }: { readonly events: readonly DomainEvent[]; readonly nowMs: number },
): State {
  const draft = aggregate.draftOf?.(folded.state) ?? structuredClone(folded.state);
  const recording = { at: notBefore(folded.recordedAt, nowMs), by: envelope.actor.id };
  for (const { type, data } of events) {
    const written = JSON.parse(JSON.stringify(data)) as object;
    aggregate.decider.evolve(draft, { type, data: written, ...recording });
  }
  return draft;
}
