import { addBodyOf, BLANK, type ChargerValues, valuesAfter } from './charger-values';

const FILLED: ChargerValues = {
  ...BLANK,
  chargerId: ' QV-09 ',
  limit: '12,5',
  panel: { siteId: 'site', panelId: 'panel' },
  scope: 'private',
  driverId: 'driver',
  alias: 'Gate',
};

describe('What adding a charger sends', () => {
  it('is what was typed, without blanks', () => {
    expect(addBodyOf(FILLED)).toEqual({
      chargerId: 'QV-09',
      limitAmps: 12.5,
      panelId: 'panel',
      scope: { kind: 'private', driverId: 'driver' },
      alias: 'Gate',
    });
  });

  it.each(['chargerId', 'limit', 'panel', 'scope', 'driverId'] as const)(
    'is nothing without %s',
    (name) => {
      expect(addBodyOf({ ...FILLED, [name]: BLANK[name] })).toBeUndefined();
    },
  );
});

describe('The next charger', () => {
  it('begins beside the one before, and is nobody else’s', () => {
    const { chargerId, limit, panel, scope, driverId, alias } = valuesAfter(FILLED);
    expect({ chargerId, limit, panel, scope }).toEqual({
      chargerId: 'QV-10',
      limit: '12,5',
      panel: FILLED.panel,
      scope: 'private',
    });
    expect([driverId, alias]).toEqual([undefined, '']);
  });

  it('is for the same groups', () => {
    const groups = { scope: 'groups', groupIds: ['day', 'night'] } as const;
    expect(valuesAfter({ ...FILLED, ...groups })).toMatchObject(groups);
  });
});
