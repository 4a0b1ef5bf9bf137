/** Experiments that come with Helvetica, run from file to table in the profile that takes seconds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExperiment } from '../src/experiment/load.js';
import { checkDerivations, checkExpression } from '../src/inference/expressions/check-expression.js';
import { metrics } from '../src/metrics/catalog.js';
import { runExperiment } from '../src/runner/run.js';

let results: string;
beforeAll(async () => {
  results = await mkdtemp(join(tmpdir(), 'helvetica-smoke-'));
});
afterAll(() => rm(results, { recursive: true }));

// Those that show one device each, and are quick; every file is validated elsewhere.
const files = ['bilinear', 'regularizers-on-the-ring', 'unrolled-ring', 'packing'];

describe('the smoke profile', () => {
  it.each(files)('of %s runs, with a number or a reason in every reading', async (name) => {
    const file = join('experiments', `${name}.yaml`);
    const experiment = await loadExperiment({
      file,
      profile: 'smoke',
      seeds: '1',
      metrics,
      checkExpression,
      checkDerivations,
    });
    const { runs } = await runExperiment(experiment, { results, backend: 'onnx', workers: 0, command: 'a test' });
    expect(runs.length).toBe(experiment.cells.length);
    for (const { outcome, reason, history } of runs) {
      expect(['finished', 'diverged'], reason ?? '').toContain(outcome);
      for (const { reading } of history)
        expect('value' in reading ? Number.isNaN(reading.value) : reading.absent === '').toBe(false);
    }
  });
});
