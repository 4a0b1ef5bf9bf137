/** The examples of the public docstrings. */
import { expect, test } from 'vitest';
import { compute } from '../../test/support/snapshots.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { metricValue } from '../records/metric-value.js';
import { groupOf, metrics } from './catalog.js';
import { metric } from './metric.js';

test('the catalog knows js, its unit and its group', () => {
  expect(metrics.get('js')?.unit).toBe('nats');
  expect(groupOf.get('js')).toBe('divergences');
});

test('a metric is made in one call: the example of the docstring computes the mean of x', async () => {
  const meanX = metric({
    name: 'mean-x',
    description: 'Mean of the first coordinate of G’s samples.',
    unit: 'length of x',
    better: 'neither',
    range: [-Infinity, Infinity],
    ideal: null,
    options: {},
    async compute(snapshot) {
      const { generated } = await snapshot.samples();
      const { dim } = snapshot.target;
      const sum = generated.reduce((total, x, i) => (i % dim === 0 ? total + x : total), 0);
      return metricValue(sum / snapshot.sampleCount, "G's output is not finite");
    },
    estimator: async ({ sampleCount }) => `mean of ${sampleCount} samples`,
  });
  const target = gaussianTarget.create({ mean: [0, 0], std: 1 });
  const given = { generated: Float64Array.of(1, 9, 4, -9), real: Float64Array.of(0, 0, 0, 0) };
  expect(await compute(meanX, { target, G: (z) => z, given })).toEqual({ value: 2.5 });
  expect(await compute(meanX, { target, G: () => [Number.NaN, 0] })).toEqual({ absent: "G's output is not finite" });
});
