import { type ChargerBody } from './directory';
import { Forecast, type PanelFigures } from './forecast';

function panel(id: string, parentPanelId: string | null, worstAmps: number): PanelFigures {
  return { id, name: id, parentPanelId, worstAmps, subscribedAmps: 0, offlineSumAmps: 0 };
}

const PANELS = [panel('main', null, 100), panel('deck', 'main', 80)];

function charger(chargerId: string, limitAmps: number, more: object = {}): ChargerBody {
  return { chargerId, limitAmps, panelId: 'deck', scope: { kind: 'open' }, ...more };
}

describe('The forecast', () => {
  it('refuses the row that is too much with those above it, without energy management', () => {
    const forecast = new Forecast(PANELS, { energyManagement: false, offlineAllocationAmps: null });
    expect(forecast.take(2, charger('A-1', 40))).toEqual([]);
    expect(forecast.take(3, charger('A-2', 40.1))).toEqual([
      'With the rows above it, the limits below panel deck sum up to 80.1 A of 80 A, without ' +
        'energy management.',
    ]);
    expect(forecast.take(4, charger('A-3', 40))).toEqual([]);
  });

  it('looks at every panel up to the main one', () => {
    const forecast = new Forecast(PANELS, { energyManagement: false, offlineAllocationAmps: null });
    expect(forecast.take(2, charger('A-1', 30, { panelId: 'main' }))).toEqual([]);
    expect(forecast.take(3, charger('A-2', 75))).toEqual([
      expect.stringContaining('panel main sum up to 105 A of 100 A'),
    ]);
  });

  it('counts offline allocations with energy management, the smaller limits as they are', () => {
    const forecast = new Forecast(PANELS, { energyManagement: true, offlineAllocationAmps: 40 });
    expect(forecast.take(2, charger('A-1', 64))).toEqual([]);
    expect(forecast.take(3, charger('A-2', 32))).toEqual([]);
    expect(forecast.take(4, charger('A-3', 9))).toEqual([
      expect.stringContaining('offline allocations below panel deck sum up to 81 A of 80 A'),
    ]);
    expect(forecast.oversubscribed()).toEqual([
      { name: 'deck', subscribedAmps: 96, worstAmps: 80 },
    ]);
  });

  it('adds tenths exactly', () => {
    const tight = [{ ...panel('deck', null, 0.3), subscribedAmps: 0.1 }];
    const forecast = new Forecast(tight, { energyManagement: false, offlineAllocationAmps: null });
    expect(forecast.take(2, charger('A-1', 0.2))).toEqual([]);
    expect(forecast.take(3, charger('A-2', 0.1))).toHaveLength(1);
  });

  it('takes Charger IDs and QA aliases for one space; one charger may use a label twice', () => {
    const forecast = new Forecast(PANELS, { energyManagement: true, offlineAllocationAmps: 0 });
    expect(forecast.take(2, charger('A-1', 6, { qaAlias: 'a-1' }))).toEqual([]);
    expect(forecast.take(3, charger('A-2', 6, { qaAlias: 'A-1' }))).toEqual([
      'Line 2 has "A-1" already: Charger IDs and QA aliases must all differ.',
    ]);
  });
});
