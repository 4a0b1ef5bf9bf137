/** Singular values of G's Jacobian: the factor by which G scales each direction of z. */
import { z } from 'zod';
import { symmetricEigenvalues } from '../../core/math/eigen/symmetric-eigenvalues.js';
import { quantile } from '../../core/math/statistics/statistics.js';
import { metric } from '../metric.js';
import { gramian, JACOBIAN_DRAWS, jacobians } from './_jacobians.js';

export const singularValues = metric({
  name: 'singular-values',
  description: 'Median singular value of J = dG/dz over draws of z: the factor by which G scales a direction.',
  unit: 'x per z (median), nats (spread), fraction (collapsed)',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'Each draw of z gives min(dim z, dim x) values, so that none is 0 because of the dimensions.',
    '`statistic: median` over all draws and directions; `spread`, the log of the ratio of the upper to the lower ' +
      'quartile, Infinity where a quarter is 0; `collapsed`, the share below 1e-3: directions of z that G nearly ' +
      'ignores.',
    'J by central differences at 256 draws of z, in float64.',
  ],
  options: {
    statistic: z
      .enum(['median', 'spread', 'collapsed'])
      .default('median')
      .describe('median; spread: log of the ratio of the quartiles; collapsed: share below 1e-3'),
  },
  async compute(snapshot, { statistic }) {
    const found = await jacobians(snapshot);
    if ('absent' in found) return found;
    const values = found.matrices.flatMap((matrix) => singularValuesOf(matrix, found));
    if (statistic === 'collapsed')
      return { value: values.filter((value) => value < MAX_COLLAPSED).length / values.length };
    if (statistic === 'median') return { value: quantile(values, 1 / 2) };
    const [low, high] = [quantile(values, 1 / 4), quantile(values, 3 / 4)];
    return low === high ? { value: 0 } : { value: Math.log(high / low) };
  },
  estimator: async () => `central differences at ${JACOBIAN_DRAWS} draws of z`,
});

const MAX_COLLAPSED = 1e-3; // x per z
const MIN_SINGULAR_VALUE = 1e-10; // below it: the rounding error of a 0 from differences

/** Roots of the eigenvalues of J'J or JJ', whichever is smaller. */
function singularValuesOf(matrix: Float64Array, { rows, columns }: { rows: number; columns: number }): number[] {
  const [tall, width] = columns <= rows ? [matrix, columns] : [transposed(matrix, rows, columns), rows];
  const squares = symmetricEigenvalues(gramian(tall, Math.max(rows, columns), width), width);
  return Array.from(squares, (square) => (square > MIN_SINGULAR_VALUE ** 2 ? Math.sqrt(square) : 0));
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from(matrix, (_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)]);
}
