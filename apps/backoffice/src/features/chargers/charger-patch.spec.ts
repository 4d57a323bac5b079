import { changesBetween, fieldsApart, picked, typedAlone } from '../../lib/form-changes';
import { type Charger } from './charger';
import { chargerWayBack, patchOf, saidOfCharger } from './charger-patch';
import { type ChargerValues, valuesOf } from './charger-values';

const CHARGER = {
  chargerId: 'QE-1',
  limitAmps: 16,
  siteId: 'site',
  panelId: 'panel',
  scope: { kind: 'groups', groupIds: ['one', 'two'] },
  alias: 'By the lift',
  qaAlias: null,
  parking: null,
  connectors: [{ number: 1 }, { number: 2, format: 'CABLE' }],
  paymentTerminals: [{ connector: 2, terminalId: 'T-2' }],
  overrides: { rate: null, delay: null, offlineAllocation: { amps: 8 } },
} as unknown as Charger;

const BEGAN = valuesOf(CHARGER);

function changedBy(typed: Partial<ChargerValues>): Partial<ChargerValues> {
  return changesBetween(BEGAN, typed, saidOfCharger);
}

describe('The form of a charger', () => {
  it('says the same however it is typed, and whatever its scope does not take', () => {
    const limit = ' 16,0 A';
    expect(changedBy({ limit, groupIds: ['two', 'one'], driverId: 'someone' })).toEqual({});
    expect(changedBy({ offlineAllocation: '8.0', reason: 'of no use here' })).toEqual({});
  });

  it('has the scope and what it takes for one thing', () => {
    const changes = changedBy({ groupIds: ['three'] });
    expect(changes).toEqual({ scope: 'groups', driverId: undefined, groupIds: ['three'] });
    expect(patchOf(CHARGER, { ...BEGAN, ...changes })).toEqual({
      scope: { kind: 'groups', groupIds: ['three'] },
    });
  });

  it('sends what differs, and nothing else', () => {
    expect(patchOf(CHARGER, BEGAN)).toEqual({});
    const typed = { ...BEGAN, alias: ' ', isDelayCancelled: true, offlineAllocation: '' };
    expect(patchOf(CHARGER, typed)).toEqual({
      alias: null,
      overrides: { delay: { cancelled: true }, offlineAllocation: null },
    });
  });

  it('brings a connector back with what the form never showed of it', () => {
    const saved = { ...CHARGER, connectors: [{ number: 1 }], paymentTerminals: [] } as Charger;
    const before = chargerWayBack(picked(BEGAN, ['connectors']), saved);
    expect(patchOf(saved, { ...valuesOf(saved), ...before })).toEqual({
      connectors: CHARGER.connectors,
      paymentTerminals: CHARGER.paymentTerminals,
    });
  });

  it('leaves a reason with the scope that it was given for', () => {
    const theirs: ChargerValues = { ...BEGAN, scope: 'public' };
    const typed: ChargerValues = { ...BEGAN, scope: 'open', reason: 'Open day', alias: 'Mine' };
    const apart = fieldsApart(BEGAN, { theirs, typed }, saidOfCharger);
    expect(typedAlone(typed, apart)).toEqual({ alias: 'Mine' });
  });

  it('has a reason for letting anybody in again', () => {
    const saved = { ...CHARGER, scope: { kind: 'closed' } } as Charger;
    expect(chargerWayBack({ scope: 'public' }, saved)).toEqual({ scope: 'public', reason: 'Undo' });
    expect(chargerWayBack({ scope: 'groups' }, saved)).toEqual({ scope: 'groups' });
  });
});
