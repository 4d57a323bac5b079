import { type HistoryEntry } from '../../lib/history';
import { historyActsOf } from './history-acts';

function told(position: string, type: string, more: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    position,
    at: '2026-03-01T08:30:00.000Z',
    actor: 'dana',
    role: 'administrator',
    type,
    reason: null,
    commandId: 'one',
    causationId: 'request',
    correlationId: 'request',
    etag: '"1"',
    changes: [],
    ...more,
  };
}

function change(field: string, before: string | number | null, after: string | number | null) {
  return { changes: [{ field, before, after }] };
}

describe('The acts of a history', () => {
  it('put together what one saved form did, in the order in which it did so', () => {
    const acts = historyActsOf([
      told('4', 'AliasChanged', change('alias', null, 'Gate')),
      told('3', 'ChargerLimitChanged', change('limitAmps', 32, 16)),
      told('2', 'ChargerAdded', { commandId: 'zero', ...change('limitAmps', null, 32) }),
    ]);
    expect(acts.map(({ kind, position }) => [kind, position])).toEqual([
      ['changed', '4'],
      ['added', '2'],
    ]);
    expect(acts[0]?.changes).toEqual([
      { field: 'limitAmps', before: 32, after: 16 },
      { field: 'alias', before: null, after: 'Gate' },
    ]);
  });

  it('tell a field that two events of one command changed from the first to the last', () => {
    const [act] = historyActsOf([
      told('3', 'PaymentTerminalAttached', change('paymentTerminals', 'none', 'new')),
      told('2', 'PaymentTerminalDetached', change('paymentTerminals', 'old', 'none')),
    ]);
    expect(act?.changes).toEqual([{ field: 'paymentTerminals', before: 'old', after: 'new' }]);
  });

  it('say of a charger that it was retired, whatever else that changed', () => {
    const acts = historyActsOf([
      told('3', 'ChargerRetired', change('status', 'active', 'retired')),
      told('2', 'PaymentTerminalDetached'),
    ]);
    expect(acts.map(({ kind }) => kind)).toEqual(['retired']);
  });
});
