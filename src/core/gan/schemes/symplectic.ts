import { z } from 'zod';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import type { Player } from '../players.js';
import { scheme } from './_scheme.js';
import { antisymmetricProduct, dot, gradientField, transposedJacobianProduct } from './_vector-field.js';

export const symplectic = scheme({
  name: 'symplectic',
  description: 'Symplectic gradient adjustment: both players move simultaneously, by xi + lambda A^T xi.',
  paper: 'arXiv:1802.05642, algorithm 1',
  notes: [
    "xi = (G's gradient, D's gradient), including regularizers, J is its Jacobian and A = (J - J^T) / 2.",
    'With `align` lambda changes sign: sign(<xi, grad H> <A^T xi, grad H> / d + epsilon), with H = |xi|^2 / 2, grad H = J^T xi and d the number of parameters of both players, as in the paper.',
    "The authors' notebook divides by the number of weight and bias tensors instead, so that epsilon decides less often.",
    'With any optimizer. Without alignment a positive lambda is attracted to unstable points as well as to stable ones.',
  ],
  options: {
    lambda: scalar({ description: 'weight of the adjustment', default: 1, atLeast: 0 }),
    align: z.boolean().default(true).describe("Whether lambda's sign is chosen so that stable points attract."),
    epsilon: scalar({
      description: 'makes the sign positive where there is little to align',
      default: 0.1,
      atLeast: 0,
    }),
  },
  draws: () => ['discriminator-1'],
  step({ operations, state, batch }, { lambda, align, epsilon }) {
    const at = { generator: state.generator.parameters, discriminator: state.discriminator.parameters };
    const place = { operations, at, batch: batch('discriminator-1') };
    const xi = gradientField(place);
    const adjustment = antisymmetricProduct(place, xi);
    const sign = () => {
      const steeper = transposedJacobianProduct(place, xi);
      const count = at.generator.shape[2] + at.discriminator.shape[2];
      const aligned = tf.mul(dot(xi, steeper), dot(adjustment, steeper));
      return tf.sign(tf.add(tf.div<Tensor3D>(aligned, count), epsilon)) as Tensor3D;
    };
    const weight: Tensor3D = align ? tf.mul(sign(), lambda) : lambda;
    const move = (player: Player) =>
      operations.update(player, state[player], tf.add<Tensor3D>(xi[player], tf.mul(adjustment[player], weight)));
    return { generator: move('generator'), discriminator: move('discriminator') };
  },
});
