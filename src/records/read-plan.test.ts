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

  it('is refused where it is not one', () => {
    expect(() => readPlan({ name: 'x' })).toThrow('not the plan of an experiment (question, file, axes');
    expect(() => readPlan(null)).toThrow('not the plan of an experiment');
    expect(() => readPlan('plan')).toThrow('not the plan of an experiment');
  });

  it('is refused where version 0.1 wrote it, by a key of a setting or of the plan', async () => {
    const experiment = await load(file());
    const { game, ...setting } = experiment.cells[0]!.setting;
    const before = { ...experiment, cells: [{ ...experiment.cells[0], setting: { ...setting, arena: game } }] };
    expect(() => readPlan(before)).toThrow(/^written by Helvetica 0\.1.*: run the experiment again/);
    expect(() => readPlan({ ...experiment, verdicts: [] })).toThrow(/^written by Helvetica 0\.1/);
  });
});
