import { describe, expect, it } from 'vitest';
import { readPlan } from './read-plan.js';
import { file, load } from './testing.js';

describe('a plan', () => {
  it('comes back from JSON as it was', async () => {
    const experiment = await load(
      file('vary: { loss: [minimax, hinge] }\nclaims: [{ id: a, says: b, holds: 1 < 2, given: { loss: hinge } }]\n'),
    );
    expect(readPlan(JSON.parse(JSON.stringify(experiment)))).toEqual(experiment);
  });

  it('is refused where it is none', () => {
    expect(() => readPlan({ name: 'x' })).toThrow('experiment.json: no plan of an experiment (question, file, axes');
    expect(() => readPlan(null)).toThrow('no plan of an experiment');
    expect(() => readPlan('plan')).toThrow('no plan of an experiment');
  });
});
