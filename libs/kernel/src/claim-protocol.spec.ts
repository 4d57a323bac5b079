import { ClaimModel } from './testing/claim-model';
import { SCENARIOS, type ScenarioName } from './testing/claim-scenarios';

describe.each(Object.keys(SCENARIOS) as ScenarioName[])('The claim protocol, %s', (name) => {
  it('keeps', () => {
    const startedAt = performance.now();
    const { states, violation, ends } = new ClaimModel(SCENARIOS[name]).explore();
    console.log(name, states, performance.now() - startedAt, [...ends]);
    expect(violation).toBeUndefined();
  });
});
