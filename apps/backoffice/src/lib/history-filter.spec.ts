import { changedFilter, historyFilterOf, isBackwards, withHistoryFilter } from './history-filter';

function filterIn(address: string) {
  return historyFilterOf(new URLSearchParams(address));
}

describe('The filter of a history', () => {
  it('is what the address says, times as instants', () => {
    const address = 'field=limitAmps&field=scope&actor=dana&from=2026-03-01T09:30:00%2B01:00';
    expect(filterIn(`${address}&to=2026-03-02T00:00:00Z`)).toEqual({
      field: ['limitAmps', 'scope'],
      actor: 'dana',
      from: '2026-03-01T08:30:00.000Z',
      to: '2026-03-02T00:00:00.000Z',
    });
  });

  it('is nothing of what nobody could choose, and nothing of the list', () => {
    expect(filterIn('field=colour&actor=+&from=soon&to=&scope=open&q=gate')).toEqual({});
  });

  it('is the same whatever the order in which fields were chosen', () => {
    expect(filterIn('field=scope&field=limitAmps')).toEqual(
      filterIn('field=limitAmps&field=scope'),
    );
  });

  it('changes nothing else in the address, and goes without a trace', () => {
    const list = new URLSearchParams('q=gate&cursor=abc');
    const filter = { field: ['scope', 'alias'], actor: 'dana' };
    const filtered = withHistoryFilter(list, filter);
    expect(`${filtered}`).toBe('q=gate&cursor=abc&field=scope&field=alias&actor=dana');
    expect(historyFilterOf(filtered)).toEqual(filter);
    expect(`${withHistoryFilter(filtered, {})}`).toBe(`${list}`);
  });

  it('lets go of what is chosen no more', () => {
    const filter = { field: ['alias'], actor: 'dana', to: '2026-03-01T00:00:00.000Z' };
    expect(changedFilter(filter, { field: [], to: undefined })).toEqual({ actor: 'dana' });
    expect(changedFilter({}, { field: ['scope'] })).toEqual({ field: ['scope'] });
  });

  it.each([
    ['2026-03-02T00:00:00.000Z', '2026-03-01T00:00:00.000Z', true],
    ['2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z', false],
    ['2026-03-01T00:00:00.000Z', undefined, false],
  ])('from %s to %s is backwards: %s', (from, to, expected) => {
    expect(isBackwards({ from, ...(to !== undefined && { to }) })).toBe(expected);
  });
});
