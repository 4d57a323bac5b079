/** What the tree needs to know of a panel and of its chargers to be searched and walked. */
export interface TreeCharger {
  readonly id: string;
  readonly displayName: string;
  readonly chargerId: string;
  readonly parking?: string | null;
}

export interface TreePanel {
  readonly id: string;
  readonly name: string;
  readonly chargers: readonly TreeCharger[];
  readonly panels: readonly TreePanel[];
}

/** A panel in its place: names from the main panel down, its own the last one. */
export interface PlacedPanel<Panel extends TreePanel> {
  readonly panel: Panel;
  readonly path: readonly string[];
}

/** Every panel in tree order, each behind the one that it hangs below. */
export function placedPanels<Panel extends TreePanel & { readonly panels: readonly Panel[] }>(
  panels: readonly Panel[],
  above: readonly string[] = [],
): readonly PlacedPanel<Panel>[] {
  return panels.flatMap((panel) => {
    const path = [...above, panel.name];
    return [{ panel, path }, ...placedPanels(panel.panels, path)];
  });
}

/** Ids of the panel and of all that hangs below it: where it can not be moved to. */
export function idsWithin(panel: TreePanel): ReadonlySet<string> {
  return new Set([panel.id, ...panel.panels.flatMap((each) => [...idsWithin(each)])]);
}

export function countChargers(panels: readonly TreePanel[]): number {
  return panels.reduce(
    (sum, { chargers, panels: below }) => sum + chargers.length + countChargers(below),
    0,
  );
}

/**
 * The branches that lead to what the text is found in. A panel that goes by the text is shown with
 * all that is below it; of another one, the chargers alone that do.
 */
export function foundInTree<Panel extends TreePanel & { readonly panels: readonly Panel[] }>(
  panels: readonly Panel[],
  text: string,
): readonly Panel[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return panels;
  return panels.flatMap((panel) => {
    if (panel.name.toLowerCase().includes(wanted)) return [panel];
    const chargers = panel.chargers.filter((charger) => isCalled(charger, wanted));
    const below = foundInTree(panel.panels, text);
    return chargers.length + below.length === 0 ? [] : [{ ...panel, chargers, panels: below }];
  });
}

function isCalled({ displayName, chargerId, parking }: TreeCharger, wanted: string): boolean {
  return [displayName, chargerId, parking ?? ''].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}
