/** The maximum mean discrepancy. */
import { z } from 'zod';
import { metric } from '../metric.js';
import { type Clouds, pairMean, readClouds } from '../shared/samples/clouds.js';

const MOST = 5000; // samples: 25 million kernels
const FOR_MEDIAN = 500; // samples that the bandwidth is read from

export const mmd = metric({
  name: 'mmd',
  says: 'Squared maximum mean discrepancy with a Gaussian kernel, unbiased.',
  paper: 'Gretton et al., JMLR 13 (2012)',
  unit: '1',
  better: 'lower',
  range: [-1, 2],
  ideal: 0,
  lines: [{ at: 0, says: 'p_g = p_data' }],
  notes: [
    'E k(X, X’) + E k(Y, Y’) - 2 E k(X, Y) with k(x, y) = exp(-|x - y|^2 / (2 bandwidth^2)), pairs of one sample with itself left out.',
    'Unbiased, so that near 0 it may be negative; it is not clamped. The squared discrepancy, not its root.',
    'The bandwidth, unless given, is the median distance between samples of the data: it sees which modes are there, and',
    'hardly how narrow they are. The first 5,000 samples of each.',
  ],
  options: {
    bandwidth: z
      .number()
      .gt(0)
      .optional()
      .describe('width of the kernel; if left out, the median distance in the data'),
  },
  read: (snapshot, { bandwidth }) =>
    readClouds(snapshot, { atLeast: 2, atMost: MOST }, (found) => {
      const width = bandwidth ?? medianDistance(found);
      // All of the data at one point: no length to measure by.
      if (width === 0) return { absent: 'the data has no spread: give a bandwidth' };
      const kernel = (squared: number) => Math.exp(-squared / (2 * width ** 2));
      const { generated, real, dim } = found;
      const within = pairMean({ a: generated, dim }, kernel) + pairMean({ a: real, dim }, kernel);
      return within - 2 * pairMean({ a: generated, b: real, dim }, kernel);
    }),
  estimator: async ({ sampleCount }, { bandwidth }) =>
    `unbiased over all pairs of ${Math.min(MOST, sampleCount)} samples of each; Gaussian kernel of width ${bandwidth ?? 'the median distance in the data'}`,
});

function medianDistance({ real, n, dim }: Clouds): number {
  const rows = Math.min(n, FOR_MEDIAN);
  const squares: number[] = [];
  pairMean({ a: real.subarray(0, rows * dim), dim }, (squared) => squares.push(squared));
  return Math.sqrt(Float64Array.from(squares).sort()[squares.length >> 1]);
}
