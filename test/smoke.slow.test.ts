/** Experiments of this package, run from file to table in their smoke profile, which takes seconds. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFile, temporaryFolder, train } from './support/sweeps.js';

const results = temporaryFolder('smoke');

// Quick ones with one feature each; every file is validated elsewhere.
const files = ['bilinear', 'regularizers-on-the-ring', 'unrolled-ring', 'packing'];

describe('the smoke profile', () => {
  it.each(files)('of %s runs, with a number or a reason for every value', async (name) => {
    const experiment = await loadFile(join('experiments', `${name}.yaml`), { profile: 'smoke', seeds: '1' });
    const { runs } = await train(experiment, results);
    expect(runs.length).toBe(experiment.cells.length);
    for (const { outcome, reason, history } of runs) {
      expect(['finished', 'diverged'], reason ?? '').toContain(outcome);
      for (const { value } of history)
        expect('value' in value ? Number.isNaN(value.value) : value.absent === '').toBe(false);
    }
  });
});
