/** The maximum mean discrepancy. */
import { z } from 'zod';
import { pairMean, squaredDistance } from '../../core/math/geometry/distances.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type Clouds, measureClouds } from '../_clouds.js';
import { metric } from '../metric.js';

const MOST = 5000; // samples: 25 million kernels
const FOR_MEDIAN = 500; // samples that the bandwidth is read from
const TESTED = 500; // samples of each that the test looks at
const PERMUTATIONS = 199;

export const mmd = metric({
  name: 'mmd',
  description: 'Squared maximum mean discrepancy with a Gaussian kernel, unbiased.',
  paper: 'Gretton et al., JMLR 13 (2012)',
  unit: '1',
  better: 'lower',
  range: [-1, 2],
  ideal: 0,
  lines: [{ at: 0, label: 'p_g = p_data' }],
  notes: [
    'E k(X, X’) + E k(Y, Y’) - 2 E k(X, Y) with k(x, y) = exp(-|x - y|^2 / (2 bandwidth^2)), pairs of one sample with itself left out.',
    'Unbiased, so that near 0 it may be negative; it is not clamped. The squared discrepancy, not its root.',
    'The bandwidth, unless given, is the median distance between samples of the data: it sees which modes are there, and ' +
      'hardly how narrow they are. The first 5,000 samples of each.',
    'Its test: under p_g = p_data the labels may be exchanged. The p-value is (1 + those of 199 random exchanges that give as ' +
      'much or more) / 200, over the first 500 samples of each: 0.005 at least, and uniform if nothing tells them apart.',
  ],
  options: {
    bandwidth: z
      .number()
      .gt(0)
      .optional()
      .describe('width of the kernel; if left out, the median distance in the data'),
    statistic: z
      .enum(['discrepancy', 'p-value'])
      .default('discrepancy')
      .describe('the squared discrepancy, or the p-value of its permutation test'),
  },
  compute: (snapshot, { bandwidth, statistic }) =>
    measureClouds(snapshot, { atLeast: 2, atMost: statistic === 'p-value' ? TESTED : MOST }, (found) => {
      const width = bandwidth ?? medianDistance(found);
      // All of the data at one point: no length to measure by.
      if (width === 0) return { absent: 'the data has no spread: give a bandwidth' };
      const kernel = (squared: number) => Math.exp(-squared / (2 * width ** 2));
      const { generated, real, dim } = found;
      if (statistic === 'p-value') return permutationTest(found, kernel, snapshot);
      const within = pairMean({ a: generated, dim }, kernel) + pairMean({ a: real, dim }, kernel);
      return within - 2 * pairMean({ a: generated, b: real, dim }, kernel);
    }),
  estimator: async ({ sampleCount }, { bandwidth, statistic }) =>
    [
      statistic === 'p-value' ? `${PERMUTATIONS} exchanges of labels, ` : '',
      `unbiased over all pairs of ${Math.min(statistic === 'p-value' ? TESTED : MOST, sampleCount)} samples of each; `,
      `Gaussian kernel of width ${bandwidth ?? 'the median distance in the data'}`,
    ].join(''),
});

/**
 * How many random exchanges of the labels give as large a discrepancy, the true labels among them. The kernels' sum over all
 * pairs stays the same: the less of it lies between the two sides, the larger the discrepancy.
 */
function permutationTest(
  { generated, real, n, dim }: Clouds,
  kernel: (squared: number) => number,
  { stream }: Snapshot,
): number {
  const both = Float64Array.from([...generated, ...real]);
  const kernels = Float64Array.from({ length: 4 * n * n }, (_, at) =>
    kernel(squaredDistance(both, Math.floor(at / (2 * n)), both, at % (2 * n), dim)),
  );
  const rows = Int32Array.from({ length: 2 * n }, (_, i) => i);
  const between = () => {
    let sum = 0;
    for (let i = 0; i < n; i++) for (let j = n; j < 2 * n; j++) sum += kernels[rows[i] * 2 * n + rows[j]];
    return sum;
  };
  // Equal up to rounding is as large: labels may come out as they were.
  const observed = between() + 1e-12 * n * n;
  const random = stream('mmd/permutation');
  let asLarge = 1;
  for (let k = 0; k < PERMUTATIONS; k++) {
    for (let last = 2 * n - 1; last > 0; last--) {
      const other = random.integer(last + 1);
      [rows[last], rows[other]] = [rows[other], rows[last]];
    }
    if (between() <= observed) asLarge++;
  }
  return asLarge / (PERMUTATIONS + 1);
}

function medianDistance({ real, n, dim }: Clouds): number {
  const rows = Math.min(n, FOR_MEDIAN);
  const squares: number[] = [];
  pairMean({ a: real.subarray(0, rows * dim), dim }, (squared) => squares.push(squared));
  return Math.sqrt(Float64Array.from(squares).sort()[squares.length >> 1]);
}
