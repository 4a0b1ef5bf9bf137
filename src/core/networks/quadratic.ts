/** A quadratic score: the discriminator of closed forms. */
import { type Tensor3D, tf } from '../engine/tf.js';
import { network } from '../network.js';
import { scalar } from '../options.js';

export const quadratic = network({
  name: 'quadratic',
  says: 'The sum over coordinates of square x^2 + slope x, plus level, from given starting values.',
  notes: [
    'As a discriminator it contains D* between two Gaussians: log p - log q is quadratic.',
    'Between N(m, s^2) and N(n, t^2): square (1/t^2 - 1/s^2)/2, slope m/s^2 - n/t^2, level log(t/s) + (n^2/t^2 - m^2/s^2)/2.',
  ],
  options: {
    square: scalar({ says: 'weight of x^2 at the start, in every coordinate', default: 0 }),
    slope: scalar({ says: 'weight of x at the start, in every coordinate', default: 0 }),
    level: scalar({ says: 'what is added, at the start', default: 0 }),
  },
  create({ square, slope, level }, { inputs, outputs }) {
    if (outputs !== 1) throw new Error(`quadratic: has one output, ${outputs} are needed: it is a discriminator`);
    return {
      inputs,
      outputs,
      parameters: [
        { name: 'square', rows: inputs, columns: 1 },
        { name: 'slope', rows: inputs, columns: 1 },
        { name: 'level', rows: 1, columns: 1 },
      ],
      layers: null,
      initialize: (out) => void out.fill(square, 0, inputs).fill(slope, inputs, 2 * inputs).fill(level, 2 * inputs),
      forward([squares, slopes, levels], x) {
        const curved = tf.matMul(tf.square(x), squares) as Tensor3D;
        return tf.add(tf.add(curved, tf.matMul(x, slopes)), levels);
      },
    };
  },
});
