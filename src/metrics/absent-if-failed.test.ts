import { expect, test } from 'vitest';
import { smallSetting } from '../../test/support/setting.js';
import { openBackend } from '../core/engine/backends/backends.js';
import { build } from '../core/gan/build.js';
import { NotAvailableError } from '../core/gan/games/_game.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { openSnapshot } from '../core/snapshot/open-snapshot.js';
import { openEvaluator } from '../core/training/evaluator.js';
import { startingState } from '../core/training/state-layout.js';
import { measure } from '../runner/measure/measure.js';
import { drawNulls } from './_nulls/draw-nulls.js';
import { absentIfFailed, estimatorOrReason, notANumber } from './absent-if-failed.js';
import { metrics } from './catalog.js';
import type { Metric } from './metric.js';
import { scoreSamples } from './score-samples.js';

const defect = async (): Promise<never> => {
  throw new TypeError('x is not iterable');
};
const faulty: Metric = { ...metrics.get('wasserstein-2')!, name: 'faulty', compute: defect };
const notNumber: Metric = { ...faulty, compute: async () => ({ value: Number.NaN }) };
const unstated: Metric = { ...metrics.get('wasserstein-2')!, estimator: defect };
const request = (metric: Metric, column: string) => ({ column, metric, options: {} });
const REASON = 'faulty could not be computed: x is not iterable';

test('what throws is absent with the reason; a missing part by its own message', async () => {
  expect(await absentIfFailed('js', async () => ({ value: 1 }))).toEqual({ value: 1 });
  expect(await absentIfFailed('js', defect)).toEqual({ absent: 'js could not be computed: x is not iterable' });
  const missing = () => Promise.reject(new NotAvailableError('the game has no samples'));
  expect(await absentIfFailed('js', missing)).toEqual({ absent: 'the game has no samples' });
  expect(await estimatorOrReason(defect)).toBe('estimator not known: x is not iterable');
});

test('in a score one faulty metric costs its own row', async () => {
  const target = gaussianTarget.create({ mean: 0, std: 1 });
  const samples = { target, generated: Float64Array.of(0, 1, 2), real: Float64Array.of(0, 1, 3) };
  const requests = [request(faulty, 'faulty'), request(notNumber, 'odd'), request(unstated, 'wasserstein-2')];
  const [bad, odd, sound] = await scoreSamples(samples, requests, { draws: 0 });
  expect(bad).toMatchObject({ value: { absent: REASON }, estimator: null });
  expect(odd).toMatchObject({ value: { absent: notANumber('odd') }, estimator: null });
  expect(sound).toMatchObject({
    value: { value: expect.closeTo(1 / Math.sqrt(3), 12) },
    estimator: 'estimator not known: x is not iterable',
  });
});

test('among nulls one faulty metric costs its own', async () => {
  const target = gaussianTarget.create({ mean: 0, std: 1 });
  const requests = [request(faulty, 'faulty'), request(notNumber, 'odd'), request(unstated, 'wasserstein-2')];
  const nulls = await drawNulls(requests, { target, samples: 20 }, { draws: 8 });
  expect(nulls.get('faulty')).toEqual({ absent: REASON });
  expect(nulls.get('odd')).toEqual({ absent: notANumber('odd') });
  expect(nulls.get('wasserstein-2')).toMatchObject({ draws: 8 });
});

test('in a run one faulty metric costs its own column', async () => {
  const target = { name: 'gaussian', mean: 0, std: 1 };
  const parts = build(smallSetting({ target, latent: { name: 'gaussian', dim: 1 } }));
  const evaluator = openEvaluator(parts, await openBackend('onnx'));
  const at = { seed: 1, step: 0, state: startingState(parts, 1), samples: 50, previous: { absent: 'the first' } };
  const asked = ['recall', 'wasserstein-2'].map((name) => ({ column: name, choice: { name } }));
  const catalog = metrics as Map<string, Metric>;
  const recall = catalog.get('recall')!;
  catalog.set('recall', { ...recall, compute: defect });
  try {
    const plan = { every: 1, samples: 50, keep: 'all', metrics: asked } as const;
    const { values, estimators } = await measure(openSnapshot(parts, evaluator, at), plan, true);
    expect(values).toEqual([
      { metric: 'recall', value: { absent: 'recall could not be computed: x is not iterable' } },
      { metric: 'wasserstein-2', value: { value: expect.any(Number) } },
    ]);
    expect(estimators.map(({ metric }) => metric)).toEqual(['wasserstein-2']);
  } finally {
    catalog.set('recall', recall);
    evaluator.dispose();
  }
});

test('an allocation that is refused is absent, in one sentence', async () => {
  const tooLong = async () => ({ value: new Float64Array(2 ** 50).length });
  expect(await absentIfFailed('js', tooLong)).toEqual({ absent: 'js needs more memory than there is' });
  const refused = async () => {
    throw new Error('Non-zero status code: std::bad_alloc');
  };
  expect(await absentIfFailed('mmd', refused)).toEqual({ absent: 'mmd needs more memory than there is' });
});
