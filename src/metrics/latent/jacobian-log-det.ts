/** Log of the factor by which G scales volume. */
import { z } from 'zod';
import { symmetricEigenvalues } from '../../core/math/eigen/symmetric-eigenvalues.js';
import { metric } from '../metric.js';
import { gramian, JACOBIAN_DRAWS, jacobians } from './_jacobians.js';

export const jacobianLogDet = metric({
  name: 'jacobian-log-det',
  description: 'Log of the factor by which G scales volume, log det(J’J) / 2 with J = dG/dz: median over z.',
  unit: 'nats',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  notes: [
    '-Infinity where G is constant in a direction: then q lies on a set of lower dimension.',
    'With `statistic: spread`, the interquartile range. singular-values shows which directions collapse.',
    'J by central differences at 256 draws of z, in float64. Absent where z has more dimensions than x: then J’J is ' +
      'singular.',
  ],
  options: {
    statistic: z
      .enum(['median', 'spread'])
      .default('median')
      .describe('median of the log over z, or spread: its interquartile range'),
  },
  async compute(snapshot, { statistic }) {
    const found = await jacobians(snapshot);
    if ('absent' in found) return found;
    const { matrices, rows, columns } = found;
    if (columns > rows) return { absent: `z has ${columns} dimensions and x ${rows}: J'J is singular everywhere` };
    const squares = matrices.map((matrix) => symmetricEigenvalues(gramian(matrix, rows, columns), columns));
    const logs = Float64Array.from(squares, (values) => values.reduce((sum, value) => sum + halfLog(value), 0)).sort();
    if (statistic === 'median') return { value: logs[JACOBIAN_DRAWS >> 1] };
    const [low, high] = [logs[JACOBIAN_DRAWS >> 2], logs[(3 * JACOBIAN_DRAWS) >> 2]];
    // Equal also where both are infinite: their difference would be NaN.
    return { value: low === high ? 0 : high - low };
  },
  estimator: async () => `central differences at ${JACOBIAN_DRAWS} draws of z`,
});

const MIN_SQUARED_SINGULAR_VALUE = 1e-20; // below it: the rounding error of a 0 from differences

function halfLog(squared: number): number {
  return squared > MIN_SQUARED_SINGULAR_VALUE ? Math.log(squared) / 2 : -Infinity;
}
