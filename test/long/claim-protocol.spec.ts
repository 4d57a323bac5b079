import { ClaimModel } from '../../libs/kernel/src/testing/claim-model';
import {
  ONE_COPY_REFUSED,
  SCENARIOS_OF_THREE,
  SCENARIOS_OF_TWO,
  SCENARIOS_WITH_A_BYSTANDER,
} from '../../libs/kernel/src/testing/claim-scenarios';

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
    ...Object.entries(SCENARIOS_OF_THREE).map(([name, scenario]) => ({
      name,
      scenario: { ...scenario, maxFences: 2 },
    })),
    { name: 'one copy refused', scenario: { ...ONE_COPY_REFUSED, maxFences: 3 } },
  ];

  it.each(cases)('gives a value to one at most, and loses none: $name', ({ scenario }) => {
    expect(new ClaimModel(scenario).explore().violation).toBeUndefined();
  });
});
