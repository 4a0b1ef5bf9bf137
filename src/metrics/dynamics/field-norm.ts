/** How fast the players still move. */
import { metric } from '../metric.js';
import { NO_GAME } from './_jacobian.js';
import { relativeField } from './_rest.js';

export const fieldNorm = metric({
  name: 'field-norm',
  description: 'Norm of the game’s vector field, over its norm at the initial parameters: 0 where both players rest.',
  paper: 'arXiv:1906.04848',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  lines: [{ at: 1, label: 'as at step 0' }],
  notes: [
    'v = (-grad L_G, -grad L_D) over all parameters of both players, regularizers included; projections after a step (weight ' +
      'clipping) are not part of it, so that a game may rest at a bound where v is not 0.',
    'Between networks v is the mean over a batch of 512 that is drawn once per seed, and need not be 0 where the ' +
      'expectation is; in closed-form games it is exact.',
    'A run may have a small v and still move, as steps of Adam do not depend on its size; and a vanished gradient of G is a small v ' +
      'too, if D rests.',
  ],
  options: {},
  async compute(snapshot) {
    const field = await relativeField(snapshot);
    return typeof field === 'number' ? { value: field } : field;
  },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
