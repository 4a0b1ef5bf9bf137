/** A strictly increasing function of one variable: an invertible generator, as the change of variables needs. */

import { type Tensor3D, tf } from '../../engine/tf.js';
import { MAX_TANH_UNITS } from '../bounds.js';
import { count } from '../options.js';
import { network } from './_network.js';

const INVERSE_SOFTPLUS_OF_1 = Math.log(Math.E - 1); // softplus of it is 1

export const monotone = network({
  name: 'monotone',
  description:
    'A strictly increasing function on the line: softplus(a) x + b + sum_j softplus(v_j) tanh(softplus(w_j) x + c_j).',
  notes: [
    'As a generator it is invertible: q(x) = p_z(G^-1(x)) |(G^-1)’(x)|, without folds and atoms.',
    'Its slope is softplus(a) + sum_j softplus(v_j) softplus(w_j) (1 - tanh^2): positive everywhere.',
    'Initially it is near x: softplus(a) = 1, b = 0, c_j standard normal, softplus(v_j) about 1 / units, softplus(w_j) about 1.',
  ],
  options: { units: count({ description: 'number of tanh units', default: 16, atMost: MAX_TANH_UNITS }) },
  create({ units }, { inputs, outputs }) {
    if (inputs !== 1 || outputs !== 1)
      throw new Error(`monotone: needs one input and one output, got ${inputs} inputs and ${outputs} outputs`);
    const row = (name: string, columns: number) => ({ name, rows: 1, columns });
    return {
      inputs,
      outputs,
      parameters: [row('a', 1), row('b', 1), row('v', units), row('w', units), row('c', units)],
      layers: null,
      initialize(out, stream) {
        stream.fillNormal(out);
        const height = Math.log(Math.expm1(1 / units));
        for (let j = 0; j < units; j++) {
          out[2 + j] = height + 0.5 * out[2 + j];
          out[2 + units + j] = INVERSE_SOFTPLUS_OF_1 + 0.5 * out[2 + units + j];
        }
        out[0] = INVERSE_SOFTPLUS_OF_1;
        out[1] = 0;
      },
      forward([a, b, v, w, c], x) {
        const bent: Tensor3D = tf.tanh(tf.add(tf.mul<Tensor3D>(x, tf.softplus(w)), c) as Tensor3D);
        const bends: Tensor3D = tf.matMul(bent, tf.softplus(v) as Tensor3D, false, true);
        const line: Tensor3D = tf.mul(x, tf.softplus(a));
        return tf.add(tf.add(line, b), bends);
      },
    };
  },
});
