/** Scale and shift, for settings with closed forms. */
import { tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { network } from './_network.js';

export const affine = network({
  name: 'affine',
  description: 'scale x + shift per coordinate, with given initial values.',
  notes: [
    'As a generator it scales and shifts the latent: G(z) = z + 8 is { scale: 1, shift: 8 }.',
    'Between unit Gaussians at 0 and 8, D* has the score 32 - 8 x: { scale: -8, shift: 32 }.',
  ],
  options: {
    scale: scalar({ description: 'initial scale in every coordinate', default: 1 }),
    shift: scalar({ description: 'initial shift in every coordinate', default: 0 }),
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
      // It is a dense layer only in one dimension.
      layers: inputs === 1 ? [{ weights: 'scale', bias: 'shift', slopes: { negative: 1, positive: 1 } }] : null,
      initialize: (out) => void out.fill(scale, 0, inputs).fill(shift, inputs),
      forward: ([scales, shifts], x) => tf.add(tf.mul(x, scales), shifts),
    };
  },
});
