/** The spectrum of the game. */
import { metric } from '../metric.js';
import { at, COST_NOTE, countOf, DENSE, JACOBIAN_NOTES, NO_GAME } from './_jacobian.js';
import { KRYLOV_NOTE, modulus, outerOf } from './_spectrum.js';

const OUTER = 20; // beyond what can be made whole

export const eigenvalues = metric({
  name: 'eigenvalues',
  description: 'The eigenvalues of the game’s Jacobian: a vector of complex numbers, drawn in their plane.',
  paper: 'arXiv:1705.10461; arXiv:1906.04848',
  unit: '1',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  notes: [
    ...JACOBIAN_NOTES,
    'No column of the tables: `curves/eigenvalues.npy` has for each measured step a row an eigenvalue, its real and its ' +
      'imaginary part, the largest |eigenvalue| first; and the report draws them.',
    `Beyond ${DENSE} parameters the ${OUTER} of largest |eigenvalue|; NaN for those that were not found.`,
    KRYLOV_NOTE,
    COST_NOTE,
  ],
  options: { at },
  compute: async () => ({ absent: 'a vector: curves/eigenvalues.npy holds it, and the report draws it' }),
  vector: {
    replacesValue: true,
    async compute(snapshot, { at }) {
      const count = snapshot.game && countOf(snapshot.game) <= DENSE ? countOf(snapshot.game) : OUTER;
      const found = await outerOf(snapshot, at, { rank: modulus, count });
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
