/** A shift, for settings with closed forms. */
import { tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { network } from './_network.js';

export const shift = network({
  name: 'shift',
  description: 'x + shift, with a given initial value: a generator that can only translate its samples.',
  notes: [
    'Its gradient is the derivative in its shift. Between unit Gaussians at distance d, at D*, that of the minimax loss is ' +
      '2 dJSD/dd, and that of the non-saturating loss d - 2 dJSD/dd.',
  ],
  options: { by: scalar({ description: 'initial shift in every coordinate', default: 0 }) },
  create({ by }, { inputs, outputs }) {
    if (inputs !== outputs)
      throw new Error(`shift: needs as many outputs as inputs, got ${inputs} inputs and ${outputs} outputs`);
    return {
      inputs,
      outputs,
      parameters: [{ name: 'shift', rows: 1, columns: inputs }],
      layers: null,
      initialize: (out) => void out.fill(by, 0, inputs),
      forward: ([shifts], x) => tf.add(x, shifts),
    };
  },
});
