/** What one turn of the scheme does to a small distance from the equilibrium. */
import { metric } from '../metric.js';
import { jacobianOf, NO_GAME } from './_jacobian.js';
import { eigenvaluesOf, modulus } from './_spectrum.js';

export const spectralRadius = metric({
  name: 'spectral-radius',
  description:
    'By how much one turn multiplies a small distance from the equilibrium, in the long run: below 1 it comes to rest.',
  paper: 'arXiv:1802.10551; arXiv:1807.04740',
  unit: '1',
  better: 'lower',
  range: [0, Infinity],
  ideal: null,
  digits: 6, // a turn that leads away has 1.005
  lines: [{ at: 1, label: 'rests below' }],
  notes: [
    'The largest |eigenvalue| of the exact Jacobian of a whole turn of scheme, optimizers, regularizers and projections, in the ' +
      'parameters and in all that optimizers and scheme remember, at the equilibrium with memories as at the start of a run.',
    'In games of linear gradients (bilinear) it holds everywhere; in others near the equilibrium.',
    'Where it is 1, what happens is decided by what this leaves out. It does not depend on the run’s parameters, but on the ' +
      'step where a schedule changes the rate.',
    'Absent where the turn does not rest at the equilibrium or has no derivative there: Adam’s root of a squared gradient of 0.',
  ],
  options: {},
  async compute(snapshot) {
    const { game } = snapshot;
    if (!game) return { absent: NO_GAME };
    if (!game.equilibrium) return { absent: 'no equilibrium is known in closed form' };
    const turn = await game.stepAtEquilibrium();
    if (!turn) return { absent: 'a turn of this game draws random numbers' };
    if (!turn.jacobian.every(Number.isFinite)) return { absent: 'a turn has no derivative at the equilibrium' };
    if (!turn.isFixedPoint) return { absent: 'a turn does not rest at the equilibrium' };
    // Where the field has a kink, so has a turn.
    const smooth = await jacobianOf(snapshot, 'equilibrium');
    if ('absent' in smooth) return smooth;
    const all = await eigenvaluesOf(turn.jacobian, Math.round(Math.sqrt(turn.jacobian.length)));
    return 'absent' in all ? all : { value: Math.max(...all.map(modulus)) };
  },
  estimator: async () => 'the exact Jacobian of one turn, at the equilibrium in closed form',
});
