/** Shift alone: the network of closed forms in which one number a coordinate moves. */
import { tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { network } from './_network.js';

export const shift = network({
  name: 'shift',
  description: 'x + shift, from a given starting value: a generator that can move its samples and nothing else.',
  notes: [
    'Its gradient is the derivative by the distance that it moves. Between unit Gaussians d apart, at D*, that of the ' +
      'minimax loss is 2 dJSD/dd, and that of the non-saturating one d - 2 dJSD/dd.',
  ],
  options: { by: scalar({ description: 'shift at the start, in every coordinate', default: 0 }) },
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
