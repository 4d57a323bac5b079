import { PolicyTrial } from '../support/policy-trial';

describe.each(['PostgreSQL', 'the double of an EventStoreDB'] as const)(
  'A policy on %s',
  (engine) => {
    it('killed before every single step finishes later, and never twice', async () => {
      const trial = await PolicyTrial.open(engine);
      try {
        await trial.dieBeforeSteps(1);
      } finally {
        await trial.close();
      }
    });
  },
);
