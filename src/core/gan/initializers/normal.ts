/** Normal weights with one standard deviation for layers of every size. */

import { scalar } from '../options.js';
import { initializer } from './_initializer.js';

export const normal = initializer({
  name: 'normal',
  description: 'Weights N(0, std^2), biases 0.',
  notes: ['DCGAN and PacGAN use std 0.02, the default here.'],
  options: { std: scalar({ description: 'standard deviation of the weights', default: 0.02, above: 0 }) },
  weights(out, _size, stream, { std }) {
    stream.fillNormal(out);
    for (let i = 0; i < out.length; i++) out[i] *= std;
  },
  bias: (out) => void out.fill(0),
});
