import { describe, expect, it } from 'vitest';
import { gaussianTarget } from '../../core/gan/targets/gaussian.js';
import { stream } from '../../core/math/random/random.js';
import { samplesSnapshot } from '../../density/samples/samples-snapshot.js';
import { coverage } from '../../metrics/diversity/coverage.js';
import { precision } from '../../metrics/diversity/precision.js';
import { recall } from '../../metrics/diversity/recall.js';
import { coverageMean, neighbourNull } from './neighbours.js';
import type { Series } from './run-trace.js';

const seriesOf = (name: string, k = 5): Series => ({ column: name, choice: { name, k }, points: [], end: [] });

it('the mean of coverage is 1 - prod (m - i) / (m + n - i)', () => {
  // mpmath, 15 digits.
  expect(coverageMean({ n: 1000, m: 1000 }, 5)).toBeCloseTo(0.968984140038212, 12);
  expect(coverageMean({ n: 50, m: 50 }, 3)).toBeCloseTo(1 - (49 * 48 * 47) / (99 * 98 * 97), 12);
  expect(coverageMean({ n: 100, m: 1000 }, 2)).toBeCloseTo(1 - (999 * 998) / (1099 * 1098), 12);
});

describe.each([
  [2, 400, 400],
  [20, 400, 400],
  [2, 150, 900],
  [2, 900, 150],
])('in %d dimensions, %d samples of G and %d of the data', (dim, n, m) => {
  const target = gaussianTarget.create({ mean: 0, std: 1, dim });
  const draw = (purpose: string, step: number) => {
    const x = new Float64Array((purpose === 'q' ? n : m) * dim);
    target.sample(x, stream({ seed: 1, purpose, step }));
    return x;
  };

  it.each([coverage, precision, recall])(
    '$name of samples of the data is about the null’s mean, and above its limit',
    async (metric) => {
      const found = neighbourNull(seriesOf(metric.name), target, { samples: n, realSamples: m });
      if ('absent' in found) expect.fail(found.absent);
      const values = await Promise.all(
        Array.from({ length: 10 }, async (_, step) => {
          const snapshot = samplesSnapshot({ target, generated: draw('q', step), real: draw('p', step) });
          const value = await metric.compute(snapshot, { k: 5 });
          return 'value' in value ? value.value : Number.NaN;
        }),
      );
      const mean = values.reduce((sum, value) => sum + value, 0) / 10;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 9);
      // The null of precision and recall is itself from 1,000 rows.
      const error = Math.sqrt((deviation * deviation) / 10 + (10 * found.mean * (1 - found.mean)) / 1000);
      expect(Math.abs(mean - found.mean)).toBeLessThan(5 * error);
      expect(Math.min(...values)).toBeGreaterThan(found.low);
    },
  );
});

it('the limit of precision and recall allows for the 1,000 rows that they are compared with, that of coverage needs none', () => {
  const target = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
  const distance = (name: string) => {
    const found = neighbourNull(seriesOf(name), target, { samples: 5000, realSamples: 5000 });
    if ('absent' in found) expect.fail(found.absent);
    // In standard errors of 5000 samples, of which 2 k = 10 are alike.
    return (found.mean - found.low) / Math.sqrt((10 * found.mean * (1 - found.mean)) / 5000);
  };
  expect(distance('coverage')).toBeCloseTo(3.480756, 5); // scipy.stats.norm.isf(2.5e-4)
  expect(distance('precision')).toBeCloseTo(3.480756 * Math.sqrt(6), 5);
  expect(distance('recall')).toBeCloseTo(3.480756 * Math.sqrt(6), 5);
});

it('is absent for few samples, among which a whole cluster may be missing', () => {
  const target = gaussianTarget.create({ mean: 0, std: 1, dim: 2 });
  const of = (k: number, samples: number, realSamples: number) =>
    neighbourNull(seriesOf('coverage', k), target, { samples, realSamples });
  expect(of(5, 49, 49)).toHaveProperty('absent');
  expect(of(5, 49, 4000)).toHaveProperty('absent');
  expect(of(5, 4000, 49)).toHaveProperty('absent');
  expect(of(40, 60, 60)).toHaveProperty('absent');
});
