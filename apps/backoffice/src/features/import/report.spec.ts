import { type ChargerRow } from './charger-rows';
import { reportOf } from './report';

const ROW: ChargerRow = {
  line: 2,
  chargerId: 'A-1',
  panel: 'Deck, north',
  limit: '32',
  scope: 'open',
  driverExternalId: '',
  groups: [],
  members: {},
  faults: [],
};

describe('The report', () => {
  it('has a line for every row, and quotes what needs it', () => {
    const why = ['It is "taken".', 'And more.'];
    const verdict = { kind: 'refused', codes: ['charger-id-taken'], why } as const;
    expect(reportOf([ROW, { ...ROW, line: 3 }], [verdict]).split('\r\n')).toEqual([
      'line,chargerId,panel,verdict,codes,why,id',
      '2,A-1,"Deck, north",refused,charger-id-taken,"It is ""taken"". And more.",',
      '3,A-1,"Deck, north",open,,,',
      '',
    ]);
  });

  it('lets no spreadsheet take a cell for a formula', () => {
    expect(reportOf([{ ...ROW, chargerId: '=1+1' }], [])).toContain("2,'=1+1,");
  });
});
