import {
  addCharger,
  addPanel,
  addSite,
  chargerIdentity,
  editSite,
  eventsOf,
  MANAGED_SITE,
  panelId,
  SITE,
  site,
} from '../testing';
import { pathFrom, usableTenths } from './electrical.rules';
import { type NewSite } from './site.commands';
import { panelFiguresOf } from './effective.rules';

/** The Caltech garage: 416 A, two pods of 80 A, 54 chargers of 32 A . */
function caltechGarage() {
  const managed: NewSite = { ...MANAGED_SITE, continuousLoadFactor: 1 };
  const panels = [
    addPanel('Main', { name: 'Transformer secondary', ratedLimitAmps: 416 }),
    addPanel('CC', { name: 'CC Pod', ratedLimitAmps: 80, parentPanelId: panelId('Main') }),
    addPanel('AV', { name: 'AV Pod', ratedLimitAmps: 80, parentPanelId: panelId('Main') }),
  ];
  const places = Array.from({ length: 54 }, (_, bay) => {
    if (bay < 8) return 'CC';
    return bay < 16 ? 'AV' : 'Main';
  });
  const chargers = places.map((place, bay) =>
    addCharger(`CA-${300 + bay}`, { panelId: panelId(place), limitAmps: 32 }),
  );
  return eventsOf(addSite(managed), ...panels, ...chargers);
}

describe('the Caltech garage', () => {
  const garage = caltechGarage();
  const MAIN = { panelId: panelId('Main'), panelName: 'Transformer secondary', worstAmps: 416 };

  it('subscribes 1728 A of 416 A and keeps 92 A of offline headroom', () => {
    const { state } = site.given(...garage);
    const main = state.panels.get(panelId('Main'));
    expect(main && state.site && panelFiguresOf(main, main.load, state.site)).toEqual({
      usableAmps: 416,
      worstAmps: 416,
      subscribedAmps: 1728,
      subscriptionRatio: 4.154,
      offlineSumAmps: 324,
      offlineHeadroomAmps: 92,
      chargerCount: 54,
    });
  });

  it('refuses an offline allocation of 8 A, which would be 16 A too much', () => {
    site
      .given(...garage)
      .when(editSite({ offlineAllocationAmps: 8 }))
      .rejects([
        {
          code: 'offline-allocation-exceeds-panel',
          pointer: '/offlineAllocationAmps',
          ...MAIN,
          sumAmps: 432,
          excessAmps: 16,
        },
      ]);
  });

  it('cannot do without energy management', () => {
    site
      .given(...garage)
      .when(editSite({ energyManagement: false }))
      .rejects([
        {
          code: 'oversubscribed-without-energy-management',
          pointer: '/energyManagement',
          ...MAIN,
          sumAmps: 1728,
          excessAmps: 1312,
        },
      ]);
  });

  it('refuses a charger of 100 A on a pod of 80 A', () => {
    const charger = addCharger('CA-999', { panelId: panelId('CC'), limitAmps: 100 });
    site
      .given(...garage)
      .when(charger)
      .rejects([
        {
          code: 'limit-exceeds-panel',
          pointer: '/limitAmps',
          panelId: panelId('CC'),
          panelName: 'CC Pod',
          usableAmps: 80,
          limitAmps: 100,
        },
      ]);
  });

  it('says that a further charger oversubscribes its pod', () => {
    const charger = addCharger('CA-999', { panelId: panelId('CC'), limitAmps: 32 });
    const { decision } = site.given(...garage).when(charger);
    expect(decision).toMatchObject({
      kind: 'accepted',
      warnings: [{ code: 'panel-oversubscribed', panelName: 'CC Pod', subscriptionRatio: 3.6 }],
    });
  });

  it('takes a charger out of its sums when it is retired', () => {
    const data = { siteId: SITE, id: chargerIdentity('CA-300') };
    const { state } = site.given(...garage, { type: 'ChargerRetired', data });
    expect(state.panels.get(panelId('CC'))?.load).toEqual({
      subscribedTenths: 2240,
      offlineTenths: 420,
      chargerCount: 7,
    });
  });
});

describe('the usable current of a panel', () => {
  const panel = { id: 'a', name: 'A', parentPanelId: null, evLimit: null };

  it.each([
    [80, 640],
    [100.1, 800],
    [1, 8],
    [0.1 + 0.2 + 79.9, 641],
  ])('of %d A rated at the factor 0.8 is %d tenths, rounded down', (ratedLimitAmps, usable) => {
    const ratedLimitTenths = Math.round(ratedLimitAmps * 10);
    const tenths = usableTenths({ continuousLoadFactor: 0.8 }, { ...panel, ratedLimitTenths });
    expect(tenths).toBe(usable);
  });
});

describe('a path of panels', () => {
  it('ends where a panel comes again, so that a cycle that is refused can be judged', () => {
    const one = { id: 'one', name: '1', parentPanelId: 'two', ratedLimitTenths: 10, evLimit: null };
    const two = { ...one, id: 'two', parentPanelId: 'one' };
    const panels = new Map([one, two].map((panel) => [panel.id, panel]));
    expect(pathFrom(panels, 'one').map(({ id }) => id)).toEqual(['one', 'two']);
  });
});
