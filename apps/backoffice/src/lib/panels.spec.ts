import { withRoom } from './panels';

type Listed = Parameters<typeof withRoom>[0][number];

function panel(figures: Partial<Listed>): Listed {
  const { id = 'main', parentPanelId = null } = figures;
  const none = { worstAmps: 0, subscribedAmps: 0, offlineHeadroomAmps: null };
  return { ...none, ...figures, id, parentPanelId } as Listed;
}

function roomOf(...panels: readonly Listed[]) {
  return withRoom(panels).map(({ freeAmps, offlineHeadroomAmps }) => [
    freeAmps,
    offlineHeadroomAmps,
  ]);
}

describe('What a panel has room for', () => {
  const main = panel({ worstAmps: 200, subscribedAmps: 192 });
  const level = panel({ id: 'l', parentPanelId: 'main', worstAmps: 125, subscribedAmps: 96.4 });

  it('is no more than the panels above it have', () => {
    const bay = panel({ id: 'b', parentPanelId: 'l', worstAmps: 63, subscribedAmps: 60 });
    expect(roomOf(bay, level, main)).toEqual([
      [3, null],
      [8, null],
      [8, null],
    ]);
  });

  it('is its own where those above it are not listed', () => {
    expect(roomOf(level)).toEqual([[28.6, null]]);
  });

  it('is with energy management also what may flow offline', () => {
    const managed = { ...main, subscribedAmps: 260, offlineHeadroomAmps: 12 };
    expect(roomOf(managed, { ...level, offlineHeadroomAmps: 40 })).toEqual([
      [-60, 12],
      [-60, 12],
    ]);
  });
});
