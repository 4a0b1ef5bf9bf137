import { expect, test } from 'vitest';
import { z } from 'zod';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { stream } from '../core/math/random/random.js';
import { unknownTarget } from '../density/samples/samples-snapshot.js';
import { metrics } from './catalog.js';
import { matchedSamples } from './matched-samples.js';
import type { MetricRequest } from './metric.js';
import { scoreSamples } from './score-samples.js';

const target = gaussianTarget.create({ mean: [0, 1], std: [1, 2] });
const generated = new Float64Array(2 * 300);
stream({ seed: 1, purpose: 'generated', step: 0 }).fillNormal(generated);
const samples = matchedSamples({ dim: 2, generated, target });

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
