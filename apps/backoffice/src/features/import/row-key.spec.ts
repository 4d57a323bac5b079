import { type ChargerBody } from './directory';
import { rowKeyOf } from './row-key';

const BODY: ChargerBody = {
  chargerId: 'A-1',
  limitAmps: 32,
  panelId: 'deck',
  scope: { kind: 'open' },
};

describe('The key of a row', () => {
  it('is the same for the same content', () => {
    expect(rowKeyOf({ ...BODY })).toBe(rowKeyOf(BODY));
    expect(rowKeyOf(BODY)).toMatch(/^import-[0-9a-f]{32}$/);
  });

  it('differs between thousands of rows that differ little', () => {
    const bodies = Array.from({ length: 20_000 }, (_, index) => ({
      ...BODY,
      chargerId: `A-${index}`,
      parking: index % 7 === 0 ? 'é' : null,
    }));
    expect(new Set(bodies.map(rowKeyOf)).size).toBe(bodies.length);
  });
});
