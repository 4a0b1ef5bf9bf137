/** The classic heuristic before Glorot's: uniform weights scaled by the fan-in alone. */

import { scalar } from '../options.js';
import { initializer } from './_initializer.js';

export const uniformFanIn = initializer({
  name: 'uniform-fan-in',
  description: 'Weights uniform within gain / sqrt(fan-in) of 0, biases 0.',
  notes: ['Variance gain^2 / (3 fan-in). `pytorch` is the same with random biases.'],
  options: { gain: scalar({ description: 'factor', default: 1, above: 0 }) },
  weights(out, { fanIn }, stream, { gain }) {
    stream.fillUniform(out);
    const limit = gain / Math.sqrt(fanIn);
    for (let i = 0; i < out.length; i++) out[i] = limit * (2 * out[i] - 1);
  },
  bias: (out) => void out.fill(0),
});
