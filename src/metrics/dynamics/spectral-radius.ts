/** Spectral radius of one step of the update scheme at the equilibrium. */
import { maximum } from '../../core/math/long-lists.js';
import { metric } from '../metric.js';
import { jacobianOf, NO_GAME } from './_jacobian.js';
import { matrixEigenvalues, modulus } from './_spectrum.js';

export const spectralRadius = metric({
  name: 'spectral-radius',
  description: 'Asymptotic factor per step of a small distance from the equilibrium: below 1 training converges.',
  paper: 'arXiv:1802.10551; arXiv:1807.04740',
  unit: '1',
  better: 'lower',
  range: [0, Infinity],
  ideal: null,
  digits: 6, // a step that diverges may have 1.005
  lines: [{ at: 1, label: 'converges below' }],
  notes: [
    'The largest |eigenvalue| of the exact Jacobian of one step: scheme, optimizers, regularizers and projections, ' +
      'in the parameters and in the memories of optimizers and scheme, at the equilibrium with the memories of step ' +
      '0.',
    'Valid everywhere in games with linear gradients (bilinear), in others near the equilibrium.',
    'Where it is 1, terms of higher order decide. It does not depend on the run’s parameters; it depends on the step ' +
      'where a schedule changes the learning rate.',
    'Absent where the equilibrium is not a fixed point of the step, or the step has no derivative there: Adam ' +
      'divides by the root of a squared gradient of 0.',
  ],
  options: {},
  async compute(snapshot) {
    const { game } = snapshot;
    if (!game) return { absent: NO_GAME };
    if (!game.equilibrium) return { absent: 'no equilibrium is known in closed form' };
    const step = await game.stepAtEquilibrium();
    if (!step) return { absent: 'a step of this game draws random numbers' };
    if (!step.jacobian.every(Number.isFinite)) return { absent: 'a step has no derivative at the equilibrium' };
    if (!step.isFixedPoint) return { absent: 'the equilibrium is not a fixed point of a step' };
    // A step has a kink wherever the vector field has one.
    const smooth = await jacobianOf(snapshot, 'equilibrium');
    if ('absent' in smooth) return smooth;
    const all = await matrixEigenvalues(step.jacobian, Math.round(Math.sqrt(step.jacobian.length)));
    return 'absent' in all ? all : { value: maximum(all.map(modulus)) };
  },
  estimator: async () => 'the exact Jacobian of one step at the closed-form equilibrium',
});
