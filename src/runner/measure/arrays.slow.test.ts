import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNpy } from '../../../test/support/npy-files.js';
import { sweepText } from '../../../test/support/sweep-text.js';
import { loadText, temporaryFolder, train } from '../../../test/support/sweeps.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { resultsCsv } from '../../reports/page/tables.js';
import { readEstimators } from '../store/runs/runs.js';
import { readSummary } from '../store/runs/summary.js';
import { arraysOf } from './arrays.js';
import { type Measured, measure } from './measure.js';

const text = (metrics: readonly string[]) =>
  sweepText({
    name: 'vectors',
    base: {
      target: { name: 'mixture', means: [-1, 1, 3], stds: 2 },
      latent: { name: 'gaussian', dim: 1 },
      generator: { name: 'mlp', hidden: [4] },
      discriminator: { name: 'mlp', hidden: [4] },
    },
    seeds: 1,
    measure: { metrics },
  });

const folder = temporaryFolder('arrays');

async function run(metrics: readonly string[], results: string): Promise<ExperimentRecord> {
  return train(await loadText(join(folder, 'vectors.yaml'), text(metrics)), join(folder, results));
}

describe('metrics that give more than a number', () => {
  it('leave a row a step for numpy, and no column; measured again they are the same', async () => {
    const all = ['mode-weights', 'mode-persistence'];
    const [fresh] = (await run(all, 'fresh')).runs;
    const weights = await readNpy(join(fresh.folder, 'curves', 'mode-weights.npy'));
    expect(weights.shape).toEqual([3, 3]);
    expect([...(await readNpy(join(fresh.folder, 'curves', 'steps.npy'))).data]).toEqual([0, 10, 20]);
    expect(weights.data[3] + weights.data[4] + weights.data[5]).toBeCloseTo(1, 12);
    const [before, first, ...rest] = fresh.history;
    expect(before).toMatchObject({ step: 0, value: { absent: 'there is no earlier measurement' } });
    expect([first, ...rest].map(({ metric, value }) => [metric, 'value' in value])).toEqual([
      ['mode-persistence', true],
      ['mode-persistence', true],
    ]);

    await run(['high-quality'], 'later');
    const later = await run(all, 'later');
    expect(later.runs[0].history).toEqual(fresh.history);
    const named = readEstimators(later.runs[0].folder);
    expect(named).toEqual(readEstimators(fresh.folder));
    expect(named).toEqual({
      seed: 1,
      samples: 100,
      columns: {
        'mode-weights': {
          unit: expect.any(String),
          estimators: [{ from: 0, text: expect.stringContaining('100 samples') }],
        },
        'mode-persistence': { unit: 'fraction', estimators: [{ from: 10, text: '100 samples at each measurement' }] },
      },
    });
    expect(readSummary(fresh.folder)!.sizes).toHaveProperty('estimators.json');
    expect((await readNpy(join(later.runs[0].folder, 'curves', 'mode-weights.npy'))).data).toEqual(weights.data);
    expect(resultsCsv(later).columns).not.toContain('mode-weights');
    expect(await readdir(join(later.runs[0].folder, 'curves'))).toContain('figure-1.npy');
  });
});

it('where such a metric is absent, its row is NaN and the history has the reason', async () => {
  const figures = { generated: new Float64Array(0), real: new Float64Array(0), figure: null };
  const at = (step: number, value: Measured['vectors'][number]['value']): Measured => ({
    ...figures,
    step,
    values: [],
    vectors: [{ metric: 'mode-weights', value }],
    estimators: [],
  });
  const row = { shape: [2, 1], data: Float64Array.of(0.25, 0.75) };
  const arrays = arraysOf([at(0, { absent: 'why' }), at(5, row)], null);
  expect(arrays).toEqual({
    'curves/steps.npy': { shape: [2], data: Float64Array.of(0, 5) },
    'curves/mode-weights.npy': { shape: [2, 2, 1], data: Float64Array.of(Number.NaN, Number.NaN, 0.25, 0.75) },
  });
  expect(arraysOf([at(0, { absent: 'why' })], null)).toEqual({});

  const withoutModes = { step: 3 } as unknown as Parameters<typeof measure>[0];
  const asked = { column: 'mode-weights', choice: { name: 'mode-weights' } };
  const snapshot = new Proxy(withoutModes, {
    get: (of, key) => (key === 'share' ? async () => ({ absent: 'no modes' }) : key === 'target' ? {} : of.step),
  });
  const measured = await measure(snapshot, { every: 1, samples: 1, keep: 'all', metrics: [], vectors: [asked] }, false);
  expect(measured.values).toEqual([{ metric: 'mode-weights', value: { absent: 'no modes' } }]);
});
