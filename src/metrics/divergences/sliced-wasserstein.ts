/** Sliced Wasserstein distance of order 2. */
import { MAX_BINS } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import { sampleCost } from '../../core/math/transport/line-transport.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type Clouds, countsText, valueOfClouds } from '../_clouds.js';
import { metric } from '../metric.js';

export const slicedWasserstein = metric({
  name: 'sliced-wasserstein',
  description: 'Root of the mean squared Wasserstein-2 distance of the projections onto lines.',
  paper: 'doi:10.1007/s10851-014-0506-3',
  unit: 'length of x',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'q = p' }],
  notes: [
    'Of order 2, with the root; MIND is 3 d times its square. On a line it is wasserstein-2 of the samples.',
    'The directions are evenly spaced in the plane and random in more dimensions.',
    'From samples: not 0 at q = p; of n samples of one Gaussian in the plane about 2.4 / sqrt(n) deviations.',
  ],
  options: { directions: count({ description: 'number of directions', default: 100, atMost: MAX_BINS }) },
  compute: (snapshot, { directions }) =>
    valueOfClouds(snapshot, {}, (found) => {
      const all = unitVectors(snapshot, directions);
      return Math.sqrt(all.reduce((sum, direction) => sum + projectedCost(found, direction), 0) / all.length);
    }),
  estimator: async (snapshot, { directions }) => `${countsText(snapshot)}, ${directions} directions`,
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

function projectedCost({ generated, real, dim }: Clouds, direction: ArrayLike<number>): number {
  const projected = (x: Float64Array) => {
    const out = new Float64Array(x.length / dim);
    for (let row = 0; row < out.length; row++) {
      let sum = 0;
      for (let i = 0; i < dim; i++) sum += x[row * dim + i] * direction[i];
      out[row] = sum;
    }
    return out;
  };
  return sampleCost(projected(generated), projected(real), 2);
}
