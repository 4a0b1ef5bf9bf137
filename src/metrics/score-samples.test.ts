import { expect, test } from 'vitest';
import { z } from 'zod';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { stream } from '../core/math/random/random.js';
import { unknownTarget } from '../density/samples/samples-snapshot.js';
import { metrics } from './catalog.js';
import type { MetricRequest } from './metric.js';
import { scoreSamples } from './score-samples.js';
import { shuffledSamples } from './shuffled-samples.js';

const target = gaussianTarget.create({ mean: [0, 1], std: [1, 2] });
const generated = new Float64Array(2 * 300);
stream({ seed: 1, purpose: 'generated', step: 0 }).fillNormal(generated);
const samples = shuffledSamples({ dim: 2, generated, target });

const request = (name: string): MetricRequest => {
  const metric = metrics.get(name)!;
  return { column: name, metric, options: z.object(metric.options).parse({}) };
};

test('a score has its value, estimator and null: a q of half the width lies outside it', async () => {
  const [score] = await scoreSamples(samples, [request('wasserstein-2')], { draws: 8 });
  expect(score).toMatchObject({ column: 'wasserstein-2', unit: 'length of x' });
  expect(score.estimator).toContain('300 samples');
  if ('absent' in score.value || 'absent' in score.null) throw new Error('both are known');
  expect(score.value.value).toBeGreaterThan(score.null.high);
  expect(score.null.draws).toBe(8);
});

test('scores are in the order of the requests; what needs D is absent, without a null', async () => {
  const scores = await scoreSamples(samples, [request('value'), request('energy-distance')], { draws: 0 });
  expect(scores.map(({ column }) => column)).toEqual(['value', 'energy-distance']);
  expect(scores[0]).toMatchObject({
    value: { absent: 'needs the discriminator itself' },
    estimator: null,
    null: { absent: 'the metric has no value' },
  });
  expect(scores[1].null).toEqual({ absent: 'not drawn' });
});

test('a metric that is a vector only has the vector, or its reason', async () => {
  const [weights] = await scoreSamples(samples, [request('mode-weights')], { draws: 0 });
  expect(weights.vector).toEqual([1]);
  const unknown = { ...samples, target: unknownTarget(samples.real, 2) };
  const [absent] = await scoreSamples(unknown, [request('mode-weights')], { draws: 0 });
  expect(absent).not.toHaveProperty('vector');
  expect(absent.value).toEqual({ absent: 'needs the target itself, not samples of it' });
});

test('progress names each column, and then the nulls', async () => {
  const tasks: string[] = [];
  const progress = (task: string, share: number) => {
    tasks.push(`${task} ${share}`);
  };
  await scoreSamples(samples, [request('js'), request('recall')], { draws: 1, progress });
  expect(tasks).toEqual(['js 0', 'recall 0.5', 'nulls 0.5', 'nulls 1']);
});

test('95 % of perfect generators are inside the nulls of rows of the data, whatever the metric', async () => {
  const names = ['energy-distance', 'wasserstein-1', 'precision', 'pairwise-distance', 'vendi'];
  const inside = new Map(names.map((name) => [name, 0]));
  const repetitions = 100;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const drawn = (purpose: string) => {
      const x = new Float64Array(2 * 60);
      stream({ seed: repetition, purpose, step: 0 }).fillNormal(x);
      return x;
    };
    const both = shuffledSamples({ dim: 2, generated: drawn('perfect'), real: drawn('rows') });
    for (const { column, null: chance, valueOfFewer } of await scoreSamples(
      both,
      names.map((name) => request(name)),
      {
        draws: 40,
      },
    )) {
      if (!('mean' in chance) || !valueOfFewer || 'absent' in valueOfFewer) throw new Error(`${column} has no null`);
      expect(chance.samples).toBe(30);
      const { value } = valueOfFewer;
      if (value >= chance.low && value <= chance.high) inside.set(column, inside.get(column)! + 1);
    }
  }
  // Standard error of a share of 100: .022. Without the error of the rows themselves pairwise-distance has .74.
  for (const [name, count] of inside) expect(Math.abs(count / repetitions - 0.95), name).toBeLessThan(5 * 0.022);
});

test('the value beside a null of fewer samples is that of as many', async () => {
  const x = Float64Array.from({ length: 120 }, (_, i) => Math.sin(3 * i));
  const both = shuffledSamples({ dim: 2, generated: x.map((value) => value + 1), real: x });
  const [all] = await scoreSamples(both, [request('wasserstein-1')], { draws: 8 });
  const half = { ...both, generated: both.generated.subarray(0, 60), real: both.real.subarray(0, 60) };
  const [fewer] = await scoreSamples(half, [request('wasserstein-1')], { draws: 0 });
  expect(all.valueOfFewer).toEqual(fewer.value);
  expect(all.value).not.toEqual(fewer.value);
});

test('what no samples have is unavailable; what these samples lack is not', async () => {
  const x = Float64Array.from({ length: 400 }, (_, i) => Math.sin(3 * i));
  const copies = shuffledSamples({ dim: 2, generated: x, real: x });
  const [value, covered, js] = await scoreSamples(
    copies,
    ['value', 'modes-covered', 'kl-q-p'].map((name) => request(name)),
    { draws: 0 },
  );
  expect([value.isUnavailable, covered.isUnavailable]).toEqual([true, true]);
  expect(js.value).toHaveProperty('absent');
  expect(js.isUnavailable).toBe(false);
});
