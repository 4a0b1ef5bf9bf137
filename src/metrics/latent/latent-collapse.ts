/** The Helvetica scenario: too many values of z at the same value of x. */
import { scalar } from '../../core/gan/options.js';
import { squaredDistance } from '../../core/math/geometry/distances.js';
import { type Clouds, measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';

const MOST = 5000; // samples of each: 50 million distances

export const latentCollapse = metric({
  name: 'latent-collapse',
  description: 'Most of z’s mass that lands in one small ball of x, over the most that the data has in one.',
  paper: 'arXiv:1406.2661, section 6 (the Helvetica scenario)',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: 1,
  lines: [{ at: 1, label: 'no more than the data' }],
  notes: [
    'max_x q(B(x, r)) / max_x p(B(x, r)), r = `radius` times the target’s scale, its narrowest standard deviation.',
    'On m of K equal modes: K / m, and up to 1 - exp(-4.5), in the plane, more where G makes points of them.',
    'Below 1 where G is spread wider than the data. Balls about samples: the first 5,000 of each.',
  ],
  options: {
    radius: scalar({ description: 'radius of the ball, in the target’s scale', default: 3, above: 0 }),
  },
  compute: (snapshot, { radius }) =>
    measureClouds(snapshot, { atMost: MOST }, ({ generated, real, dim }: Clouds) => {
      const limit = (radius * snapshot.target.scale) ** 2;
      return fullest(generated, dim, limit) / fullest(real, dim, limit);
    }),
  estimator: async ({ sampleCount }) => `balls about ${sampleCountText(Math.min(MOST, sampleCount))} of each`,
});

/** The largest number of points, itself included, within reach of one of them. */
function fullest(points: Float64Array, dim: number, limit: number): number {
  const rows = points.length / dim;
  const counts = new Int32Array(rows).fill(1);
  for (let i = 0; i < rows; i++)
    for (let j = i + 1; j < rows; j++)
      if (squaredDistance(points, i, points, j, dim) < limit) {
        counts[i]++;
        counts[j]++;
      }
  return counts.reduce((most, count) => Math.max(most, count), 0);
}
