/** The sliced Wasserstein distance of order 2. */
import { count } from '../../core/gan/options.js';
import { sortedCost } from '../../core/math/transport/line.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type Clouds, measureClouds } from '../_clouds.js';
import { sampleCountText } from '../_sample-count.js';
import { metric } from '../metric.js';

export const slicedWasserstein = metric({
  name: 'sliced-wasserstein',
  description: 'Root of the mean, over directions, of the squared Wasserstein-2 distance of the projections.',
  paper: 'doi:10.1007/s10851-014-0506-3',
  unit: 'length of x',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'p_g = p_data' }],
  notes: [
    'Order 2, and its root; MIND is 3 d times its square. On a line it is wasserstein-2 of the samples.',
    'In the plane the directions are evenly spaced, in more dimensions drawn at random.',
    'From samples: at p_g = p_data it reads about 1 / sqrt(n), not 0.',
  ],
  options: { directions: count({ description: 'directions to project on', default: 100 }) },
  compute: (snapshot, { directions }) =>
    measureClouds(snapshot, {}, (found) => {
      const all = unitVectors(snapshot, directions);
      return Math.sqrt(all.reduce((sum, direction) => sum + projectedCost(found, direction), 0) / all.length);
    }),
  estimator: async ({ sampleCount }, { directions }) => `${sampleCountText(sampleCount)}, ${directions} directions`,
});

function unitVectors({ target, stream }: Snapshot, count: number): readonly ArrayLike<number>[] {
  if (target.dim === 1) return [[1]];
  if (target.dim === 2)
    return Array.from({ length: count }, (_, k) => {
      const angle = (Math.PI * (k + 0.5)) / count;
      return [Math.cos(angle), Math.sin(angle)];
    });
  const random = stream('sliced-wasserstein');
  return Array.from({ length: count }, () => {
    const direction = new Float64Array(target.dim);
    random.fillNormal(direction);
    const length = Math.hypot(...direction);
    return direction.map((part) => part / length);
  });
}

function projectedCost({ generated, real, n, dim }: Clouds, direction: ArrayLike<number>): number {
  const projected = (x: Float64Array) => {
    const out = new Float64Array(n);
    for (let row = 0; row < n; row++) for (let i = 0; i < dim; i++) out[row] += x[row * dim + i] * direction[i];
    return out;
  };
  return sortedCost(projected(generated), projected(real), 2);
}
