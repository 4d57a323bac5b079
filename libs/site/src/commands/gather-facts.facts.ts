import { type FactsReader, owningAccount, type StreamFolds } from '@chargebook/kernel';

import { type AddCharger, type EditCharger } from '../domain/charger.commands';
import { type SiteId } from '../domain/identity.state';
import { type AddSite, type EditSite, type SiteCommand } from '../domain/site.commands';
import { siteAggregate } from '../domain/site.decider';
import { gatherChargerFacts } from './charger.facts';
import { ratePlansByIds } from './rate-plan.facts';

type WithoutFacts<Command> = Command extends { readonly facts: unknown }
  ? Omit<Command, 'facts'>
  : Command;

/** A command as it was asked for, before other streams were asked. */
export type SiteRequest = WithoutFacts<SiteCommand>;
type RequestOf<Type extends SiteRequest['type']> = Extract<SiteRequest, { readonly type: Type }>;

/** Where facts are found. */
export interface FactsSource {
  readonly reader: FactsReader;
  readonly folds: StreamFolds;
}

type Gatherers = {
  readonly [Type in SiteRequest['type']]: (
    source: FactsSource,
    request: RequestOf<Type>,
    siteId: SiteId,
  ) => Promise<SiteCommand>;
};

/** What each command must know of other streams; most must know nothing. */
const GATHERERS: Gatherers = {
  AddSite: withRatePlan,
  EditSite: withRatePlan,
  AddPanel: (_, request) => Promise.resolve(request),
  EditPanel: (_, request) => Promise.resolve(request),
  RemovePanel: (_, request) => Promise.resolve(request),
  AddCharger: withChargerFacts,
  EditCharger: withChargerFacts,
  RetireCharger: (_, request) => Promise.resolve(request),
  DropFromScope: (_, request) => Promise.resolve(request),
};

/** The command with the facts that it is decided on. */
export function gatherFacts(
  source: FactsSource,
  request: SiteRequest,
  siteId: SiteId,
): Promise<SiteCommand> {
  return GATHERERS[request.type](source, request as never, siteId);
}

async function withRatePlan(
  { reader }: FactsSource,
  request: RequestOf<'AddSite' | 'EditSite'>,
): Promise<AddSite | EditSite> {
  const asked = request.type === 'AddSite' ? request.site : request.patch;
  const { memberRatePlanId } = asked;
  const ids = typeof memberRatePlanId === 'string' ? [memberRatePlanId] : [];
  return { ...request, facts: { ratePlans: await ratePlansByIds(reader, ids) } };
}

async function withChargerFacts(
  { reader, folds }: FactsSource,
  request: RequestOf<'AddCharger' | 'EditCharger'>,
  siteId: SiteId,
): Promise<AddCharger | EditCharger> {
  const asked = request.type === 'AddCharger' ? request.charger : request.patch;
  const owner = await owningAccount(folds, {
    aggregate: siteAggregate,
    streamId: siteId,
    isFixed: true,
  });
  return { ...request, facts: await gatherChargerFacts(reader, asked, owner ?? '') };
}
