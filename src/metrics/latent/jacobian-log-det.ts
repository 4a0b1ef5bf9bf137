/** How much G stretches or crushes its latent space. */
import { z } from 'zod';
import { symmetricEigenvalues } from '../../core/math/eigen/symmetric-eigenvalues.js';
import { metric } from '../metric.js';
import { DRAWS, gramian, jacobians } from './_jacobians.js';

export const jacobianLogDet = metric({
  name: 'jacobian-log-det',
  description: 'log of the factor by which G stretches volume, 1/2 log det J’J with J = dG/dz: median over z.',
  unit: 'nats',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  notes: [
    '-Infinity where G is flat in a direction: all of p_g is then on a surface of lower dimension.',
    'spread: distance of its quartiles. Which directions are crushed: singular-values.',
    'J by central differences at 256 draws of z, in float64. Absent where z has more dimensions than x: J’J is singular then.',
  ],
  options: {
    statistic: z
      .enum(['median', 'spread'])
      .default('median')
      .describe('median or spread of the log determinant over z'),
  },
  async compute(snapshot, { statistic }) {
    const found = await jacobians(snapshot);
    if ('absent' in found) return found;
    const { matrices, rows, columns } = found;
    if (columns > rows) return { absent: `z has ${columns} dimensions and x ${rows}: J'J is singular everywhere` };
    const squares = matrices.map((matrix) => symmetricEigenvalues(gramian(matrix, rows, columns), columns));
    const logs = Float64Array.from(squares, (values) => values.reduce((sum, value) => sum + halfLog(value), 0)).sort();
    if (statistic === 'median') return { value: logs[DRAWS >> 1] };
    const [low, high] = [logs[DRAWS >> 2], logs[(3 * DRAWS) >> 2]];
    // Both infinite: the quartiles are at the same place, wherever that is.
    return { value: low === high ? 0 : high - low };
  },
  estimator: async () => `central differences at ${DRAWS} draws of z`,
});

const ROUNDING = 1e-20; // a squared singular value below it is what differences leave of 0

function halfLog(squared: number): number {
  return squared > ROUNDING ? Math.log(squared) / 2 : -Infinity;
}
