/** Scale and shift: the network of closed forms. */
import { tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { network } from './_network.js';

export const affine = network({
  name: 'affine',
  description: 'scale x + shift, coordinate by coordinate, from given starting values: for closed forms.',
  notes: [
    'As a generator it moves and stretches the latent: G(z) = z + 8 is { scale: 1, shift: 8 }.',
    'Between unit Gaussians at 0 and 8, D* has the score 32 - 8 x: { scale: -8, shift: 32 }.',
  ],
  options: {
    scale: scalar({ description: 'scale at the start, in every coordinate', default: 1 }),
    shift: scalar({ description: 'shift at the start, in every coordinate', default: 0 }),
  },
  create({ scale, shift }, { inputs, outputs }) {
    if (inputs !== outputs)
      throw new Error(`affine: needs as many outputs as inputs, got ${inputs} inputs and ${outputs} outputs`);
    return {
      inputs,
      outputs,
      parameters: [
        { name: 'scale', rows: 1, columns: inputs },
        { name: 'shift', rows: 1, columns: inputs },
      ],
      // Only in one dimension is it a dense layer.
      layers: inputs === 1 ? [{ weights: 'scale', bias: 'shift', slopes: { negative: 1, positive: 1 } }] : null,
      initialize: (out) => void out.fill(scale, 0, inputs).fill(shift, inputs),
      forward: ([scales, shifts], x) => tf.add(tf.mul(x, scales), shifts),
    };
  },
});
