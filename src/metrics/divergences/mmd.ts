/** Maximum mean discrepancy. */
import { z } from 'zod';
import { discrepancyByExpansion, inverseWidth, meanKernel } from '../../core/math/geometry/gaussian-kernel.js';
import { firstPairs, medianSquare, squareTable } from '../../core/math/geometry/pair-squares.js';
import { expNegative } from '../../core/math/special/exp-negative.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type Clouds, countsText, valueOfClouds } from '../_clouds.js';
import { metric } from '../metric.js';

const MAX_SAMPLES = 5000; // of each side: 50 million kernel values
const MAX_SAMPLES_FOR_MEDIAN = 500; // of the data, for the bandwidth
const MAX_TESTED_SAMPLES = 500; // of each side, for the permutation test
const PERMUTATIONS = 199;

export const mmd = metric({
  name: 'mmd',
  description: 'Unbiased estimate of the squared maximum mean discrepancy with a Gaussian kernel.',
  paper: 'Gretton et al., JMLR 13 (2012)',
  unit: '1',
  better: 'lower',
  range: [-1, 2],
  ideal: 0,
  lines: [{ at: 0, label: 'q = p' }],
  notes: [
    'E k(X, X’) + E k(Y, Y’) - 2 E k(X, Y) with k(x, y) = exp(-|x - y|^2 / (2 bandwidth^2)). Pairs of a sample with ' +
      'itself are excluded.',
    'Near 0 the estimate may be negative; it is not clamped. The squared discrepancy, not its root.',
    'The default bandwidth is the median distance between samples of the data: it resolves which modes are covered, ' +
      'but not their widths. Uses the first 5,000 samples of each.',
    'With `statistic: p-value`, a permutation test: under q = p the labels are exchangeable. The p-value is ' +
      '(1 + the number of 199 random permutations with at least the observed discrepancy) / 200, over the first 500 ' +
      'samples of each. It is at least 0.005, and uniform at q = p.',
  ],
  options: {
    bandwidth: z.number().gt(0).optional().describe('width of the kernel; default: the median distance in the data'),
    statistic: z
      .enum(['discrepancy', 'p-value'])
      .default('discrepancy')
      .describe('discrepancy: squared; p-value: of the permutation test'),
  },
  compute: (snapshot, { bandwidth, statistic }) =>
    valueOfClouds(
      snapshot,
      { atLeast: 2, atMost: statistic === 'p-value' ? MAX_TESTED_SAMPLES : MAX_SAMPLES },
      (found) => {
        const width = bandwidth ?? medianDistance(found);
        // Half of the pairs or more are equal rows: there is no length scale.
        if (width === 0) return { absent: 'the median squared distance in the data is 0: set bandwidth' };
        if (statistic === 'p-value') return permutationTest(found, width, snapshot);
        const { generated, real, dim, pairs } = found;
        const expanded = discrepancyByExpansion({ a: generated, b: real, dim }, width);
        if (expanded !== null) return expanded;
        const within = meanKernel(pairs.generated, width) + meanKernel(pairs.real, width);
        return within - 2 * meanKernel(pairs.between, width);
      },
    ),
  estimator: async (snapshot, { bandwidth, statistic }) =>
    [
      statistic === 'p-value' ? `${PERMUTATIONS} permutations of labels, ` : '',
      `unbiased over all pairs of ${countsText(snapshot, statistic === 'p-value' ? MAX_TESTED_SAMPLES : MAX_SAMPLES)}; `,
      `Gaussian kernel of width ${bandwidth ?? 'the median distance in the data'}`,
    ].join(''),
});

const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);

/**
 * The share of label permutations, the true labels included, with at least the observed discrepancy. The kernel's sum over all pairs
 * is constant, so that the sums between the sides and within one give the discrepancy.
 */
function permutationTest({ generated, real, n, m, dim }: Clouds, width: number, { stream }: Snapshot): number {
  const both = Float64Array.from([...generated, ...real]);
  const all = n + m;
  const inverse = inverseWidth(width);
  const kernels = squareTable(both, dim).squares.map((squared) => expNegative(squared * inverse * inverse));
  const rows = Int32Array.from({ length: all }, (_, i) => i);
  const rowSums = Float64Array.from(rows, (row) => sum(kernels.subarray(row * all, (row + 1) * all)));
  const total = sum(rowSums) - all; // a pair of a sample with itself has a kernel of 1
  const discrepancy = () => {
    let [ofG, withinG] = [0, 0];
    for (let i = 0; i < n; i++) {
      const from = rows[i] * all;
      ofG += rowSums[rows[i]];
      for (let j = 0; j < i; j++) withinG += 2 * kernels[from + rows[j]];
    }
    const between = ofG - withinG - n;
    const withinData = total - withinG - 2 * between;
    return withinG / (n * (n - 1)) + withinData / (m * (m - 1)) - (2 * between) / (n * m);
  };
  // A permutation may be the identity: discrepancies that are equal up to rounding count as equal.
  const observed = discrepancy() - 1e-12;
  const random = stream('mmd/permutation');
  let asLarge = 1;
  for (let k = 0; k < PERMUTATIONS; k++) {
    for (let last = all - 1; last > 0; last--) {
      const other = random.integer(last + 1);
      [rows[last], rows[other]] = [rows[other], rows[last]];
    }
    if (discrepancy() >= observed) asLarge++;
  }
  return asLarge / (PERMUTATIONS + 1);
}

function medianDistance({ pairs, m }: Clouds): number {
  const rows = Math.min(m, MAX_SAMPLES_FOR_MEDIAN);
  return Math.sqrt(medianSquare(firstPairs(pairs.real, rows, rows)));
}
