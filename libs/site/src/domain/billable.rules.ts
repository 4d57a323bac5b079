import { type Instant, type PastEvent } from '@chargebook/kernel';

import { type Scope } from './charger.events';
import { type ChargerState } from './charger.state';
import { type SiteEvent } from './site.events';
import { startOfDay } from './site-day.rules';
import { type SiteState } from './site.state';

/** The event that made a value what it is. */
export interface Evidence {
  readonly position: string;
  readonly at: Instant;
  readonly actor: string;
  readonly type: string;
}

/** The events that a charger's scope and connectors rest on. */
export interface ChargerEvidence {
  readonly scope: Evidence;
  readonly connectors: Evidence;
}

/** Somebody else than its owner may be charged for it: the scope is neither closed nor private. */
export function isBillable({ scope, status }: ChargerState): boolean {
  return status === 'active' && !isKept(scope);
}

function isKept({ kind }: Scope): boolean {
  return kind === 'closed' || kind === 'private';
}

/** Counts the events of a site before a day began there, and keeps what chargers rest on. */
export class DayOfSite {
  readonly evidence = new Map<string, ChargerEvidence>();

  constructor(private readonly date: string) {}

  /** RULES 26; in the zone that the site was in just before the event. */
  counts(event: PastEvent, { site }: Readonly<SiteState>): boolean {
    const { type, data } = event as unknown as SiteEvent;
    const timeZone = site?.timeZone ?? (type === 'SiteAdded' ? data.timeZone : 'UTC');
    const isCounted = event.metadata.recordedAt < this.startsAt(timeZone);
    if (isCounted) this.keep(event);
    return isCounted;
  }

  startsAt(timeZone: string): Instant {
    return startOfDay(this.date, timeZone);
  }

  private keep(event: PastEvent): void {
    const { type, data } = event as unknown as SiteEvent;
    const { position, metadata } = event;
    const given: Evidence = {
      position,
      at: metadata.recordedAt,
      actor: metadata.actor.id,
      type,
    };
    if (type === 'ChargerAdded') this.evidence.set(data.id, { scope: given, connectors: given });
    else if (type === 'ScopeChanged') this.replace(data.id, { scope: given });
    else if (type === 'ConnectorsChanged') this.replace(data.id, { connectors: given });
  }

  private replace(id: string, given: Partial<ChargerEvidence>): void {
    const known = this.evidence.get(id);
    if (known !== undefined) this.evidence.set(id, { ...known, ...given });
  }
}
