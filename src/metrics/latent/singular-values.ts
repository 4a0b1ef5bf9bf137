/** How much G stretches its latent space, direction by direction. */
import { z } from 'zod';
import { symmetricEigenvalues } from '../../core/math/eigen/symmetric-eigenvalues.js';
import { quantile } from '../../core/math/statistics/statistics.js';
import { metric } from '../metric.js';
import { DRAWS, gramian, jacobians } from './_jacobians.js';

export const singularValues = metric({
  name: 'singular-values',
  description: 'Singular values of J = dG/dz over all directions at draws of z: how far G stretches them; median.',
  unit: 'x per z (median), nats (spread), fraction (collapsed)',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'min(dim z, dim x) of them a draw of z, so that none is 0 for want of dimensions.',
    'median: over all draws and directions. spread: the logarithm of their upper over their lower quartile; Infinity where a ' +
      'quarter of them is 0. collapsed: the share below 1e-3, directions of z that G as good as forgets.',
    'J by central differences at 256 draws of z, in float64.',
  ],
  options: {
    statistic: z
      .enum(['median', 'spread', 'collapsed'])
      .default('median')
      .describe('the median, the spread (log of the quartiles’ ratio), or the share below 1e-3'),
  },
  async compute(snapshot, { statistic }) {
    const found = await jacobians(snapshot);
    if ('absent' in found) return found;
    const values = found.matrices.flatMap((matrix) => singularValuesOf(matrix, found));
    if (statistic === 'collapsed') return { value: values.filter((value) => value < COLLAPSED).length / values.length };
    if (statistic === 'median') return { value: quantile(values, 1 / 2) };
    const [low, high] = [quantile(values, 1 / 4), quantile(values, 3 / 4)];
    return low === high ? { value: 0 } : { value: Math.log(high / low) };
  },
  estimator: async () => `central differences at ${DRAWS} draws of z`,
});

const COLLAPSED = 1e-3;
const ROUNDING = 1e-10; // below it is what differences leave of 0

/** Roots of the eigenvalues of J'J or JJ', whichever is the smaller matrix. */
function singularValuesOf(matrix: Float64Array, { rows, columns }: { rows: number; columns: number }): number[] {
  const [tall, width] = columns <= rows ? [matrix, columns] : [transposed(matrix, rows, columns), rows];
  const squares = symmetricEigenvalues(gramian(tall, Math.max(rows, columns), width), width);
  return Array.from(squares, (square) => (square > ROUNDING ** 2 ? Math.sqrt(square) : 0));
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from(matrix, (_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)]);
}
