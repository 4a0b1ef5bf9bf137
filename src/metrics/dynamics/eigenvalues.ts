/** Eigenvalues of the game's Jacobian. */
import { metric } from '../metric.js';
import { at, COST_NOTE, JACOBIAN_NOTES, MAX_DENSE_PARAMETERS, NO_GAME, totalParameterCount } from './_jacobian.js';
import { KRYLOV_NOTE, leadingEigenvalues, modulus } from './_spectrum.js';

const MAX_KRYLOV_EIGENVALUES = 20; // beyond MAX_DENSE_PARAMETERS

export const eigenvaluesMetric = metric({
  name: 'eigenvalues',
  description: 'Eigenvalues of the game’s Jacobian: a vector of complex numbers, drawn in the complex plane.',
  paper: 'arXiv:1705.10461; arXiv:1906.04848',
  unit: '1',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  notes: [
    ...JACOBIAN_NOTES,
    'Not a column of the tables: `curves/eigenvalues.npy` has, per measured step, one row per eigenvalue with its ' +
      'real and imaginary part, the largest |eigenvalue| first; the report draws them.',
    `Beyond ${MAX_DENSE_PARAMETERS} parameters the ${MAX_KRYLOV_EIGENVALUES} of largest modulus; NaN for those that ` +
      'were not found.',
    KRYLOV_NOTE,
    COST_NOTE,
  ],
  options: { at },
  compute: async () => ({ absent: 'a vector: see curves/eigenvalues.npy and the report' }),
  vector: {
    replacesValue: true,
    async compute(snapshot, { at }) {
      const count =
        snapshot.game && totalParameterCount(snapshot.game) <= MAX_DENSE_PARAMETERS
          ? totalParameterCount(snapshot.game)
          : MAX_KRYLOV_EIGENVALUES;
      const found = await leadingEigenvalues(snapshot, at, { rank: modulus, count });
      if ('absent' in found) return found;
      const data = new Float64Array(2 * count).fill(Number.NaN);
      found.forEach(({ real, imaginary }, i) => {
        data.set([real, imaginary], 2 * i);
      });
      return { shape: [count, 2], data };
    },
  },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
