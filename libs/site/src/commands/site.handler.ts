import {
  type CommandEffect,
  type CommandEnvelope,
  CommandRunner,
  FactsReader,
  type Folded,
  type Outcome,
  type Role,
  StreamFolds,
  streamNameOf,
} from '@chargebook/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { type ChargerIdentity, type PanelId, type SiteId } from '../domain/identity.state';
import { type SiteCommand } from '../domain/site.commands';
import { siteAggregate, type SiteThingKind } from '../domain/site.decider';
import { type SiteState } from '../domain/site.state';
import { gatherFacts, type SiteRequest } from './gather-facts.facts';

/** Shows the thing that was written, from the site as it is after the command. */
export type Show<View> = (state: Readonly<SiteState>) => View;

interface Asked<View> {
  readonly siteId: SiteId;
  readonly request: SiteRequest;
  readonly envelope: CommandEnvelope;
  readonly show: Show<View>;
}

/** The context's one message on the command bus. */
export class SiteMessage<View> extends Command<Outcome<View>> {
  constructor(readonly asked: Asked<View>) {
    super();
  }
}

const EFFECTS: Readonly<Record<SiteCommand['type'], CommandEffect>> = {
  AddSite: 'created',
  EditSite: 'changed',
  AddPanel: 'created',
  EditPanel: 'changed',
  RemovePanel: 'removed',
  AddCharger: 'created',
  EditCharger: 'changed',
  RetireCharger: 'changed',
  DropFromScope: 'changed',
};

/** RULES 23, 24: an edit of a charger may be all `support`'s; the domain asks again per change. */
const ROLES: Readonly<Partial<Record<SiteCommand['type'], readonly Role[]>>> = {
  EditCharger: ['administrator', 'support'],
};

interface Thing {
  readonly thing: string;
  readonly kind: SiteThingKind;
}

const site = (_: unknown, siteId: SiteId): Thing => ({ thing: siteId, kind: 'site' });
const panel = ({ panelId }: { readonly panelId: PanelId }): Thing => {
  return { thing: panelId, kind: 'panel' };
};
const charger = ({ id }: { readonly id: ChargerIdentity }): Thing => {
  return { thing: id, kind: 'charger' };
};

/** The thing that a command is about, keyed by type. */
const THINGS: {
  readonly [Type in SiteCommand['type']]: (
    command: Extract<SiteCommand, { type: Type }>,
    siteId: SiteId,
  ) => Thing;
} = {
  AddSite: site,
  EditSite: site,
  AddPanel: panel,
  EditPanel: panel,
  RemovePanel: panel,
  AddCharger: charger,
  EditCharger: charger,
  RetireCharger: charger,
  DropFromScope: charger,
};

@CommandHandler(SiteMessage)
export class SiteHandler implements ICommandHandler<SiteMessage<unknown>> {
  constructor(
    private readonly runner: CommandRunner,
    readonly reader: FactsReader,
    readonly folds: StreamFolds,
  ) {}

  async execute({ asked }: SiteMessage<unknown>): Promise<Outcome<unknown>> {
    const { siteId, request, envelope, show } = asked;
    const gathering = () => gatherFacts(this, request, siteId);
    const command = await envelope.deadline.bound(gathering);
    return this.runner.run<SiteCommand, SiteState, unknown>({
      aggregate: siteAggregate,
      stream: streamNameOf(siteAggregate.category, siteId),
      command,
      envelope,
      ...THINGS[command.type](command as never, siteId),
      effect: EFFECTS[command.type],
      allowedRoles: ROLES[command.type] ?? ['administrator'],
      ...(command.type === 'AddSite' && { owner: command.accountId }),
      answer: ({ state }: Readonly<Folded<SiteState>>) => show(state),
    });
  }
}
