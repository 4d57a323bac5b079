import { changesBetween, picked } from '../../lib/form-changes';
import {
  emptyPanelValues,
  MAIN_PANEL,
  type PanelBody,
  panelBodyOf,
  panelPatchOf,
  panelValuesOf,
  saidOfPanel,
} from './panel-form';

const MAIN: PanelBody = {
  name: 'Main',
  parentPanelId: null,
  ratedLimitAmps: 400,
  evLimit: { kind: 'scheduled', peakAmps: 160, offPeakAmps: 300 },
};

describe('The form of a panel', () => {
  it('asks for nothing when nothing was changed', () => {
    for (const evLimit of [MAIN.evLimit, null, { kind: 'fixed', amps: 12.5 } as const]) {
      const panel = { ...MAIN, evLimit };
      expect(panelPatchOf(panelValuesOf(panel), panel)).toEqual({});
    }
  });

  it('sends the members that differ, and knows the way back', () => {
    const values = { ...panelValuesOf(MAIN), name: ' Front ', evLimit: { kind: 'none' } as const };
    const patch = panelPatchOf(values, MAIN);
    expect(patch).toEqual({ name: 'Front', evLimit: null });
    const changed = Object.keys(changesBetween(panelValuesOf(MAIN), values, saidOfPanel));
    expect(changed).toEqual(['name', 'evLimit']);
    const saved = { ...MAIN, ...patch };
    const before = picked(panelValuesOf(MAIN), ['name', 'evLimit']);
    expect(panelPatchOf({ ...panelValuesOf(saved), ...before }, saved)).toEqual({
      name: 'Main',
      evLimit: MAIN.evLimit,
    });
  });

  it('says the same however amps are typed, and whatever a kind of limit does not ask for', () => {
    const values = panelValuesOf({ ...MAIN, evLimit: { kind: 'fixed', amps: 80 } });
    const evLimit = { kind: 'fixed', amps: '80,0 A', peakAmps: '1' } as const;
    const typed = { ...values, ratedLimitAmps: ' 400 A', evLimit };
    expect(changesBetween(values, typed, saidOfPanel)).toEqual({});
    const incomplete = { ...values, evLimit: { kind: 'fixed', amps: 'eighty' } } as const;
    expect(Object.keys(changesBetween(values, incomplete, saidOfPanel))).toEqual(['evLimit']);
  });

  it('is not complete without a name, a limit, and every figure of the EV limit', () => {
    const typed = { ...emptyPanelValues('p-1'), name: 'Row A', ratedLimitAmps: '80,5 A' };
    expect(panelBodyOf(typed)).toEqual({
      name: 'Row A',
      parentPanelId: 'p-1',
      ratedLimitAmps: 80.5,
      evLimit: null,
    });
    const incomplete = [
      { ...typed, name: '  ' },
      { ...typed, ratedLimitAmps: 'eighty' },
      { ...typed, evLimit: { kind: 'fixed' } as const },
      { ...typed, evLimit: { kind: 'scheduled', peakAmps: '10' } as const },
    ];
    expect(incomplete.map(panelBodyOf)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('makes a main panel of one without a parent', () => {
    const values = { ...emptyPanelValues(MAIN_PANEL), name: 'Main', ratedLimitAmps: '400' };
    expect(panelBodyOf(values)).toMatchObject({ parentPanelId: null });
    expect(panelPatchOf({ ...panelValuesOf(MAIN), parentPanelId: 'p-2' }, MAIN)).toEqual({
      parentPanelId: 'p-2',
    });
  });
});
