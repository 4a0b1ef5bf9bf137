import { describe, expect, it } from 'vitest';
import { file, load } from '../../test/support/experiment-files.js';
import { readPlan } from './read-plan.js';

describe('a plan', () => {
  it('comes back from JSON as it was', async () => {
    const experiment = await load(
      file(
        `vary: { loss: [minimax, hinge] }\nclaims: [{ id: a, says: b, holds: 'end("js") < 1', given: { loss: hinge } }]\n`,
      ),
    );
    expect(readPlan(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
  });

  it('is refused where it is none', () => {
    expect(() => readPlan({ name: 'x' })).toThrow('experiment.json: no plan of an experiment (question, file, axes');
    expect(() => readPlan(null)).toThrow('no plan of an experiment');
    expect(() => readPlan('plan')).toThrow('no plan of an experiment');
  });
});
