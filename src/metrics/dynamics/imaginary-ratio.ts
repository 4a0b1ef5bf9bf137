/** Largest ratio of imaginary to real part among the eigenvalues of the game's Jacobian. */
import { maximum } from '../../core/math/long-lists.js';
import { metric } from '../metric.js';
import { at, COST_NOTE, JACOBIAN_NOTES, MAX_DENSE_PARAMETERS, NO_GAME } from './_jacobian.js';
import { jacobianSpectrum, modulus } from './_spectrum.js';

const MIN_RELATIVE_MODULUS = 1e-9; // of the largest |eigenvalue|: smaller parts are rounding errors

export const imaginaryRatio = metric({
  name: 'imaginary-ratio',
  description:
    'Largest |Im| / |Re| among the eigenvalues of the game’s Jacobian: the larger it is, the smaller the steps must ' +
    'be.',
  paper: 'arXiv:1705.10461, section 3',
  unit: '1',
  better: 'lower',
  range: [0, Infinity],
  ideal: null,
  notes: [
    ...JACOBIAN_NOTES,
    'Infinity for an eigenvalue on the imaginary axis: the game rotates without converging.',
    `Parts below ${MIN_RELATIVE_MODULUS} of the largest |eigenvalue| count as 0, and eigenvalues of that size are ` +
      'ignored.',
    `Beyond ${MAX_DENSE_PARAMETERS} parameters it is absent: it needs all eigenvalues.`,
    COST_NOTE,
  ],
  options: { at },
  async compute(snapshot, { at }) {
    const all = await jacobianSpectrum(snapshot, at);
    if ('absent' in all) return all;
    const floor = MIN_RELATIVE_MODULUS * maximum(all.map(modulus));
    const counted = all.filter((value) => modulus(value) > floor);
    if (counted.length === 0) return { absent: 'every eigenvalue is 0' };
    const ratios = counted.map(({ real, imaginary }) => {
      if (Math.abs(imaginary) <= floor) return 0;
      return Math.abs(real) <= floor ? Infinity : Math.abs(imaginary / real);
    });
    return { value: maximum(ratios) };
  },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
