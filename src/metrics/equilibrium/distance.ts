/** How far a game is from where it would come to rest. */
import { metric } from '../metric.js';

export const distance = metric({
  name: 'distance',
  description: 'Euclidean distance of both players’ parameters from the equilibrium.',
  unit: '1',
  better: 'lower',
  range: [0, Infinity],
  ideal: null,
  notes: [
    'Absent where the equilibrium is not known in closed form, as between networks. A D that is at its optimum wherever G is ' +
      'moves no parameters of its own: then it is G’s distance.',
  ],
  options: {},
  async compute({ parameters, equilibrium, game }) {
    if (!equilibrium) return { absent: 'no equilibrium is known in closed form' };
    const away = (['generator', 'discriminator'] as const).flatMap((player) =>
      Array.from(parameters[player].subarray(0, game?.sizes[player]), (value, i) => value - equilibrium[player][i]),
    );
    return { value: Math.hypot(...away) };
  },
  estimator: async () => 'the parameters themselves, and the equilibrium in closed form',
});
