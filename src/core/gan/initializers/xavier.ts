/** Glorot and Bengio's initialisation: keeps the variance forwards and backwards. */
import { initializer } from './_initializer.js';

export const xavier = initializer({
  name: 'xavier',
  description: 'Weights uniform within sqrt(6 / (fan-in + fan-out)) of 0, biases 0.',
  paper: 'AISTATS 2010, Glorot and Bengio, equation 16',
  notes: ['The uniform form with gain 1: variance 2 / (fan-in + fan-out).'],
  options: {},
  weights(out, { fanIn, fanOut }, stream) {
    stream.fillUniform(out);
    const limit = Math.sqrt(6 / (fanIn + fanOut));
    for (let i = 0; i < out.length; i++) out[i] = limit * (2 * out[i] - 1);
  },
  bias: (out) => void out.fill(0),
});
