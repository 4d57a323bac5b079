import {
  ClaimModel,
  ONE_COPY_REFUSED,
  SCENARIOS_OF_THREE,
  SCENARIOS_OF_TWO,
  SCENARIOS_WITH_A_BYSTANDER,
} from '@chargebook/kernel/testing';
import * as fc from 'fast-check';

import { sized } from '../support/campaign-size';

const WALKS = sized({ daily: 800, full: 5_000 });

describe('The claim protocol, in every interleaving, with more fencing', () => {
  const cases = [
    ...Object.entries(SCENARIOS_OF_TWO).map(([name, scenario]) => ({
      name,
      scenario: { ...scenario, maxFences: 4 },
    })),
    ...Object.entries(SCENARIOS_WITH_A_BYSTANDER).map(([name, scenario]) => ({
      name,
      scenario: { ...scenario, maxFences: 3 },
    })),
    { name: 'one copy refused', scenario: { ...ONE_COPY_REFUSED, maxFences: 4 } },
  ];

  it.each(cases)('gives a value to one at most, and loses none: $name', ({ scenario }) => {
    expect(new ClaimModel(scenario).explore().violation).toBeUndefined();
  });
});

describe('The claim protocol, in random interleavings with much fencing', () => {
  const choices = fc.infiniteStream(fc.nat());

  it.each(Object.entries({ ...SCENARIOS_OF_THREE, 'one copy refused': ONE_COPY_REFUSED }))(
    'gives a value to one at most, and loses none: %s',
    (_, scenario) => {
      const model = new ClaimModel({ ...scenario, maxFences: 12 });
      fc.assert(
        fc.property(choices, (stream) => {
          expect(model.walk(stream)).toBeUndefined();
        }),
        { numRuns: WALKS },
      );
    },
  );

  it('finds two holders when abandoned claims are not remembered', () => {
    const scenario = SCENARIOS_OF_THREE['one shelf twice and another shelf'];
    const model = new ClaimModel({ ...scenario, maxFences: 12, isAbandonmentRemembered: false });
    const broken = fc.check(
      fc.property(choices, (stream) => model.walk(stream) === undefined),
      { numRuns: WALKS },
    );
    expect(broken.failed).toBe(true);
  });
});
