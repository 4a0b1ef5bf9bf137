/** The Helvetica scenario: G maps too many values of z to the same value of x. */
import { scalar } from '../../core/gan/options.js';
import { squaredDistance } from '../../core/math/geometry/distances.js';
import { plural } from '../../core/text/words.js';
import { type Clouds, valueOfClouds } from '../_clouds.js';
import { metric } from '../metric.js';

const MAX_SAMPLES = 5000; // of each side: 25 million distances

export const latentCollapse = metric({
  name: 'latent-collapse',
  description: 'Largest mass of q in a small ball, over the largest mass of p in one.',
  paper: 'arXiv:1406.2661, section 6 (the Helvetica scenario)',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: 1,
  lines: [{ at: 1, label: 'as concentrated as the data' }],
  notes: [
    'max_x q(B(x, r)) / max_x p(B(x, r)), with r = `radius` times the target’s scale, which is its smallest standard deviation.',
    'A G on m of K equal modes gives K / m; if it maps to points, in the plane up to 1 / (1 - exp(-4.5)) times that.',
    'Below 1 where q is more spread out than p. The balls are centred at samples: the first 5,000 of each side.',
  ],
  options: {
    radius: scalar({ description: 'radius of the ball, in the target’s scale', default: 3, above: 0 }),
  },
  compute: (snapshot, { radius }) =>
    valueOfClouds(snapshot, { atMost: MAX_SAMPLES }, ({ generated, real, dim }: Clouds) => {
      const squaredRadius = (radius * snapshot.target.scale) ** 2;
      return maxNeighbours(generated, dim, squaredRadius) / maxNeighbours(real, dim, squaredRadius);
    }),
  estimator: async ({ sampleCount }) =>
    `balls centred at ${plural(Math.min(MAX_SAMPLES, sampleCount), 'sample')} of each`,
});

/** The largest number of points within `squaredRadius` of one of them, itself included. */
function maxNeighbours(points: Float64Array, dim: number, squaredRadius: number): number {
  const rows = points.length / dim;
  const counts = new Int32Array(rows).fill(1);
  for (let i = 0; i < rows; i++)
    for (let j = i + 1; j < rows; j++)
      if (squaredDistance(points, i, points, j, dim) < squaredRadius) {
        counts[i]++;
        counts[j]++;
      }
  return counts.reduce((most, count) => Math.max(most, count), 0);
}
