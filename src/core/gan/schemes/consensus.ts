import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import type { Player } from '../players.js';
import { scheme } from './_scheme.js';
import { gradientField, transposedJacobianProduct } from './_vector-field.js';

export const consensusScheme = scheme({
  name: 'consensus',
  description: 'Both players move simultaneously, by xi + gamma J^T xi.',
  paper: 'arXiv:1705.10461, algorithm 2',
  notes: [
    "xi = (G's gradient, D's gradient), including regularizers, and J is its Jacobian; J^T xi is the gradient of |xi|^2 / 2.",
    'The regularizer `consensus` is the same if it is the only one and D learns; with an optimal D the regularizer treats D as ' +
      'given, and the scheme does not. The scheme also works in games without a loss.',
  ],
  options: { gamma: scalar({ description: 'weight of J^T xi', default: 1, atLeast: 0 }) },
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
