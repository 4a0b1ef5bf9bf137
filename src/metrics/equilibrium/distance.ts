/** Distance of the parameters from the equilibrium. */
import { metric } from '../metric.js';

export const distance = metric({
  name: 'distance',
  description: 'Euclidean distance of both players’ parameters from the equilibrium.',
  unit: '1',
  better: 'lower',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'Absent where no equilibrium is known in closed form, e.g. between networks. A discriminator that is always at ' +
      'its optimum has no parameters of its own: then only the generator’s count.',
  ],
  options: {},
  async compute({ parameters, equilibrium, game }) {
    if (!equilibrium) return { absent: 'no equilibrium is known in closed form' };
    const differences = (['generator', 'discriminator'] as const).flatMap((player) =>
      Array.from(parameters[player].subarray(0, game?.sizes[player]), (value, i) => value - equilibrium[player][i]),
    );
    return { value: Math.hypot(...differences) };
  },
  estimator: async () => 'the parameters and the closed-form equilibrium',
});
