import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import type { Player } from '../players.js';
import { scheme } from './_scheme.js';
import { gradientField, transposedJacobianProduct } from './_vector-field.js';

export const consensusScheme = scheme({
  name: 'consensus',
  description: 'Both players step at once, by their gradient plus gamma times that of half the squared length of both.',
  paper: 'arXiv:1705.10461, algorithm 2',
  notes: [
    "xi + gamma J^T xi, with xi = (G's gradient, D's gradient) and J its Jacobian. Regularizers count in xi.",
    'The regularizer `consensus` is the same where no other regularizer is and D learns; beside a D at its optimum the regularizer takes D as ' +
      'given, and this one does not. This one also works in games without a loss.',
  ],
  options: { gamma: scalar({ description: 'weight of the shortening', default: 1, atLeast: 0 }) },
  draws: () => ['discriminator-1'],
  step({ operations, state, batch }, { gamma }) {
    const at = { generator: state.generator.parameters, discriminator: state.discriminator.parameters };
    const place = { operations, at, batch: batch('discriminator-1') };
    const xi = gradientField(place);
    const longer = transposedJacobianProduct(place, xi);
    const move = (player: Player) =>
      operations.update(player, state[player], tf.add<Tensor3D>(xi[player], tf.mul(longer[player], gamma)));
    return { generator: move('generator'), discriminator: move('discriminator') };
  },
});
