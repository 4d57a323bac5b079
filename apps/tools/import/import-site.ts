import { addChargers } from './add-chargers';
import { addPanels } from './add-panels';
import { addPlace } from './add-place';
import { type FileLine } from './charger-file';
import { Report } from './report';
import { refused, type RowResult } from './row-result';
import { type ServiceClient } from './service-client';
import { type SiteFile } from './site-file';

export interface SiteFolder {
  readonly siteFile: SiteFile;
  readonly lines: readonly FileLine[];
}

export interface Imported {
  readonly isAllGood: boolean;
  /** What was done and what the site shows now, a line each. */
  readonly summary: string;
}

/**
 * Account, site, panels, chargers: each is found by its name or added.
 * @throws ImportStopped when the service goes away
 */
export async function importSite(client: ServiceClient, folder: SiteFolder): Promise<Imported> {
  const { siteFile, lines } = folder;
  const unknown = siteFile.unknownMembers.map(unknownMember);
  const report = new Report(unknown.length + 2 + siteFile.panels.length + lines.length);
  const place = await addPlace(client, siteFile);
  tellAll(report, [...unknown, ...place], 0);
  const told = unknown.length + place.length;
  const [account, site] = place;
  if (account.verdict.kind === 'refused' || site.verdict.kind === 'refused') {
    tellAll(report, withoutSite(folder), told);
    return { isAllGood: false, summary: report.summary() };
  }
  const siteId = site.verdict.thing.id;
  const panels = await addPanels(client, siteId, siteFile.panels);
  tellAll(report, panels.results, told);
  const before = told + panels.results.length;
  await addChargers(client, {
    siteId,
    accountId: account.verdict.thing.id,
    panels: panels.byName,
    lines,
    tell: (index, result) => report.add(before + index, result),
  });
  const summary = `${report.summary()}\n${await shownNow(client, siteId)}`;
  return { isAllGood: report.isAllGood, summary };
}

function tellAll(report: Report, results: readonly RowResult[], before: number): void {
  for (const [index, result] of results.entries()) report.add(before + index, result);
}

function unknownMember(name: string): RowResult {
  const why = 'there is no such member: what it holds is left out';
  return { row: 'site.json', name, verdict: refused(why) };
}

function withoutSite({ siteFile, lines }: SiteFolder): readonly RowResult[] {
  const verdict = refused('its site is not in the book');
  return [
    ...siteFile.panels.map(({ name }) => ({ row: 'panel', name, verdict })),
    ...lines.map((line) => {
      const name = 'why' in line ? line.name : line.chargerId;
      return { row: `row ${line.line}`, name, verdict };
    }),
  ];
}

interface PanelNode {
  readonly chargerCount: number;
  readonly panels: readonly PanelNode[];
}

/** The tree once it shows all that was written: whoever looks next sees it, too. */
async function shownNow(client: ServiceClient, siteId: string): Promise<string> {
  const tree = await client.get(`/v1/sites/${siteId}/hierarchy`);
  const main = tree['panels'] as readonly PanelNode[];
  const chargers = main.reduce((sum, { chargerCount }) => sum + chargerCount, 0);
  return `Site ${siteId} shows ${countOf(main)} panels and ${chargers} chargers`;
}

function countOf(panels: readonly PanelNode[]): number {
  return panels.reduce((sum, panel) => sum + 1 + countOf(panel.panels), 0);
}
