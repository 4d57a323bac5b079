import { IMPORT_ROW_TEXTS } from '../../lib/texts/import-rows';
import { canonical, type ChargerBody } from './directory';

const TEXTS = IMPORT_ROW_TEXTS.faults;

export interface PanelFigures {
  readonly id: string;
  readonly name: string;
  readonly parentPanelId: string | null;
  readonly worstAmps: number;
  readonly subscribedAmps: number;
  readonly offlineSumAmps: number | null;
}

export interface SiteFigures {
  readonly energyManagement: boolean;
  readonly offlineAllocationAmps: number | null;
}

/** What is below a panel, in whole tenths of an ampere: a sum of floats is not exact. */
interface Load {
  readonly panel: PanelFigures;
  readonly worst: number;
  subscribed: number;
  offline: number;
}

/** A panel that has more subscribed below it than it has for charging. */
export interface PanelSum {
  readonly name: string;
  readonly subscribedAmps: number;
  readonly worstAmps: number;
}

/**
 * What the rows come to together. The service judges a row against the book, which knows nothing
 * of the rows above it; this adds them up, row by row, as they will be added.
 */
export class Forecast {
  private readonly loads: ReadonlyMap<string, Load>;
  private readonly labelLines = new Map<string, number>();

  constructor(
    panels: readonly PanelFigures[],
    private readonly site: SiteFigures,
  ) {
    this.loads = new Map(panels.map((panel) => [panel.id, loadOf(panel)]));
  }

  /** Takes a row that would be added by itself. Returns why it would not be after those above. */
  take(line: number, body: ChargerBody): readonly string[] {
    const faults = [...this.labelFaults(line, body), ...this.loadFaults(body)];
    if (faults.length > 0) return faults;
    for (const label of labelsOf(body)) this.labelLines.set(label, line);
    const { subscribed, offline } = this.askedBy(body);
    for (const load of this.pathOf(body.panelId)) {
      load.subscribed += subscribed;
      load.offline += offline;
    }
    return [];
  }

  /** Held within its limit by energy management; in the order of the panels. */
  oversubscribed(): readonly PanelSum[] {
    return [...this.loads.values()]
      .filter(({ panel, subscribed, worst }) => {
        return subscribed > worst && subscribed > tenths(panel.subscribedAmps);
      })
      .map(({ panel, subscribed }) => ({
        name: panel.name,
        subscribedAmps: subscribed / 10,
        worstAmps: panel.worstAmps,
      }));
  }

  /** Charger IDs and QA aliases share one space; a charger may use one label for both. */
  private labelFaults(line: number, { chargerId, qaAlias }: ChargerBody): readonly string[] {
    const names = [chargerId, ...(typeof qaAlias === 'string' ? [qaAlias] : [])];
    return names.flatMap((name) => {
      const other = this.labelLines.get(canonical(name));
      return other === undefined || other === line ? [] : [TEXTS.label(name, other)];
    });
  }

  /** The breached panel that is nearest. */
  private loadFaults(body: ChargerBody): readonly string[] {
    const { energyManagement } = this.site;
    const asked = this.askedBy(body);
    for (const { panel, worst, subscribed, offline } of this.pathOf(body.panelId)) {
      const sum = energyManagement ? offline + asked.offline : subscribed + asked.subscribed;
      if (sum <= worst) continue;
      const text = energyManagement ? TEXTS.offline : TEXTS.subscribed;
      return [text(panel.name, sum / 10, panel.worstAmps)];
    }
    return [];
  }

  private askedBy({ limitAmps }: ChargerBody): { subscribed: number; offline: number } {
    const allocation = this.site.offlineAllocationAmps ?? 0;
    return { subscribed: tenths(limitAmps), offline: tenths(Math.min(allocation, limitAmps)) };
  }

  /** From the charger's own panel up to the main one. */
  private pathOf(panelId: string): readonly Load[] {
    const path: Load[] = [];
    for (let next: string | null = panelId; next !== null;) {
      const load: Load | undefined = this.loads.get(next);
      if (load === undefined || path.includes(load)) break;
      path.push(load);
      next = load.panel.parentPanelId;
    }
    return path;
  }
}

function loadOf(panel: PanelFigures): Load {
  return {
    panel,
    worst: tenths(panel.worstAmps),
    subscribed: tenths(panel.subscribedAmps),
    offline: tenths(panel.offlineSumAmps ?? 0),
  };
}

function labelsOf({ chargerId, qaAlias }: ChargerBody): readonly string[] {
  return [chargerId, ...(typeof qaAlias === 'string' ? [qaAlias] : [])].map(canonical);
}

function tenths(amps: number): number {
  return Math.round(amps * 10);
}
