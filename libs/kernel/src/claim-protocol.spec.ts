import { ClaimModel } from './testing/claim-model';
import {
  ONE_COPY_REFUSED,
  RELEASED_WITHOUT_FENCE,
  SCENARIOS_OF_THREE,
  SCENARIOS_OF_TWO,
  SCENARIOS_WITH_A_BYSTANDER,
} from './testing/claim-scenarios';

describe('The claim protocol, in every interleaving and with a crash between any two steps', () => {
  it.each(Object.entries(SCENARIOS_OF_TWO))(
    'gives a value to one at most, and loses none: %s',
    (_, scenario) => {
      const { violation, ends } = new ClaimModel({ ...scenario, maxFences: 2 }).explore();
      expect(violation).toBeUndefined();
      for (const end of ends) expect(end).toContain('created');
    },
  );

  it.each(Object.entries({ ...SCENARIOS_WITH_A_BYSTANDER, ...SCENARIOS_OF_THREE }))(
    'gives a value to one at most, and loses none: %s',
    (_, scenario) => {
      const { violation } = new ClaimModel({ ...scenario, maxFences: 1 }).explore();
      expect(violation).toBeUndefined();
    },
  );

  it('lets no copy of a command use a claim that another copy gave up', () => {
    const { violation, ends } = new ClaimModel({ ...ONE_COPY_REFUSED, maxFences: 2 }).explore();
    expect(violation).toBeUndefined();
    expect([...ends].some((end) => end.includes('version-mismatch'))).toBe(true);
  });
});

describe('The model of the claim protocol', () => {
  it.each(['two shelves', 'one shelf twice'] as const)(
    'finds two holders when abandoned claims are not remembered: %s',
    (name) => {
      const scenario = { ...SCENARIOS_OF_TWO[name], isAbandonmentRemembered: false };
      const { violation } = new ClaimModel({ ...scenario, maxFences: 2 }).explore();
      expect(violation).toMatch(/^a value is given twice: /);
    },
  );

  it('finds two holders when a claim that others may have in hand is released unfenced', () => {
    const { violation } = new ClaimModel({ ...RELEASED_WITHOUT_FENCE, maxFences: 2 }).explore();
    expect(violation).toMatch(/^a value is given twice: /);
  });
});
