/** How much of a game's slowest trouble is turning. */
import { metric } from '../metric.js';
import { at, COST_NOTE, DENSE, JACOBIAN_NOTES, NO_GAME } from './_jacobian.js';
import { modulus, spectrumOf } from './_spectrum.js';

const NEGLIGIBLE = 1e-9; // of the largest |eigenvalue|: rounding turns a 0 by any angle

export const imaginaryRatio = metric({
  name: 'imaginary-ratio',
  description:
    'The largest |Im| / |Re| among the eigenvalues of the game’s Jacobian: the larger, the smaller the steps must be.',
  paper: 'arXiv:1705.10461, section 3',
  unit: '1',
  better: 'lower',
  range: [0, Infinity],
  ideal: null,
  notes: [
    ...JACOBIAN_NOTES,
    'Infinite for an eigenvalue on the imaginary axis: the game turns and does not come nearer at any rate.',
    `Parts below ${NEGLIGIBLE} of the largest |eigenvalue| count as 0, and eigenvalues of that size not at all.`,
    `Beyond ${DENSE} parameters it is absent: the outer eigenvalues are not enough.`,
    COST_NOTE,
  ],
  options: { at },
  async compute(snapshot, { at }) {
    const all = await spectrumOf(snapshot, at);
    if ('absent' in all) return all;
    const floor = NEGLIGIBLE * Math.max(...all.map(modulus));
    const counted = all.filter((value) => modulus(value) > floor);
    if (counted.length === 0) return { absent: 'every eigenvalue is 0' };
    const ratios = counted.map(({ real, imaginary }) => {
      if (Math.abs(imaginary) <= floor) return 0;
      return Math.abs(real) <= floor ? Infinity : Math.abs(imaginary / real);
    });
    return { value: Math.max(...ratios) };
  },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
