import { countChargers, foundInTree, idsWithin, placedPanels, type TreePanel } from './tree-model';

const charger = (chargerId: string, displayName = chargerId) => ({
  id: chargerId,
  chargerId,
  displayName,
  parking: null,
});

interface Node extends TreePanel {
  readonly panels: readonly Node[];
}

const panel = (name: string, parts: Partial<Node> = {}): Node => ({
  id: name.toLowerCase(),
  name,
  chargers: [],
  panels: [],
  ...parts,
});

const TREE: readonly Node[] = [
  panel('Main', {
    chargers: [charger('M-1')],
    panels: [
      panel('North', {
        chargers: [charger('N-1', 'Gatehouse'), charger('N-2')],
        panels: [panel('Row A', { chargers: [charger('A-1')] })],
      }),
      panel('South'),
    ],
  }),
];

describe('The tree of a site', () => {
  it('names every panel with its path, each behind the one that it hangs below', () => {
    expect(placedPanels(TREE).map(({ path }) => path.join(' / '))).toEqual([
      'Main',
      'Main / North',
      'Main / North / Row A',
      'Main / South',
    ]);
  });

  it('knows what is within a panel, so that it is not moved below itself', () => {
    const north = placedPanels(TREE)[1]?.panel ?? panel('none');
    expect([...idsWithin(north)]).toEqual(['north', 'row a']);
  });

  it('counts the chargers of all panels', () => {
    expect(countChargers(TREE)).toBe(4);
  });

  it('shows the branches alone that lead to what is searched for', () => {
    const [main] = foundInTree(TREE, ' gateHOUSE ');
    expect(main?.chargers).toEqual([]);
    expect(main?.panels.map(({ name }) => name)).toEqual(['North']);
    expect(main?.panels[0]?.chargers.map(({ chargerId }) => chargerId)).toEqual(['N-1']);
    expect(main?.panels[0]?.panels).toEqual([]);
  });

  it('shows a panel that goes by the text with all that is below it', () => {
    const [main] = foundInTree(TREE, 'north');
    expect(main?.panels[0]).toBe(TREE[0]?.panels[0]);
    expect(foundInTree(TREE, '')).toBe(TREE);
    expect(foundInTree(TREE, 'nowhere')).toEqual([]);
  });
});
