/** A quadratic score, the discriminator of settings with closed forms. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { network } from './_network.js';

export const quadratic = network({
  name: 'quadratic',
  description: 'square x^2 + slope x, summed over coordinates, plus level, per output, with given initial values.',
  notes: [
    'As a discriminator it contains D* between two Gaussians: log p - log q is quadratic.',
    'Between N(m, s^2) and N(n, t^2): square (1/t^2 - 1/s^2)/2, slope m/s^2 - n/t^2, level log(t/s) + (n^2/t^2 - m^2/s^2)/2.',
  ],
  options: {
    square: scalar({ description: 'initial weight of x^2 in every coordinate', default: 0 }),
    slope: scalar({ description: 'initial weight of x in every coordinate', default: 0 }),
    level: scalar({ description: 'initial constant', default: 0 }),
  },
  create({ square, slope, level }, { inputs, outputs }) {
    const weights = inputs * outputs;
    return {
      inputs,
      outputs,
      parameters: [
        { name: 'square', rows: inputs, columns: outputs },
        { name: 'slope', rows: inputs, columns: outputs },
        { name: 'level', rows: 1, columns: outputs },
      ],
      layers: null,
      initialize: (out) =>
        void out
          .fill(square, 0, weights)
          .fill(slope, weights, 2 * weights)
          .fill(level, 2 * weights),
      forward([squares, slopes, levels], x) {
        const curved = tf.matMul(tf.square(x), squares) as Tensor3D;
        return tf.add(tf.add(curved, tf.matMul(x, slopes)), levels);
      },
    };
  },
});
