/** Experiments of this package, run from file to table in their smoke profile, which takes seconds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExperiment } from '../src/experiment/load.js';
import { runExperiment } from '../src/runner/run.js';

let results: string;
beforeAll(async () => {
  results = await mkdtemp(join(tmpdir(), 'helvetica-smoke-'));
});
afterAll(() => rm(results, { recursive: true }));

// Quick ones with one feature each; every file is validated elsewhere.
const files = ['bilinear', 'regularizers-on-the-ring', 'unrolled-ring', 'packing'];

describe('the smoke profile', { timeout: 120_000 }, () => {
  it.each(files)('of %s runs, with a number or a reason for every value', async (name) => {
    const file = join('experiments', `${name}.yaml`);
    const experiment = await loadExperiment(file, { profile: 'smoke', seeds: '1' });
    const { runs } = await runExperiment(experiment, { results, backend: 'onnx', workers: 0, command: 'a test' });
    expect(runs.length).toBe(experiment.cells.length);
    for (const { outcome, reason, history } of runs) {
      expect(['finished', 'diverged'], reason ?? '').toContain(outcome);
      for (const { value } of history)
        expect('value' in value ? Number.isNaN(value.value) : value.absent === '').toBe(false);
    }
  });
});
