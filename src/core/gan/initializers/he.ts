/** He's initialisation: keeps the variance through rectifiers. */
import { initializer } from './_initializer.js';

export const he = initializer({
  name: 'he',
  description: 'Weights N(0, 2 / fan-in), biases 0; the default, which decides how many modes a GAN keeps.',
  paper: 'arXiv:1502.01852',
  notes: [
    'The normal form, for every layer including the last.',
    'On a ring of 8 modes with z in 32 dimensions, plain non-saturating GANs keep 1 to 2 modes from these weights, and 7 to 8 from ' +
      'those of pytorch (experiments/initial-weights.yaml).',
  ],
  options: {},
  weights(out, { fanIn }, stream) {
    stream.fillNormal(out);
    const std = Math.sqrt(2 / fanIn);
    for (let i = 0; i < out.length; i++) out[i] *= std;
  },
  bias: (out) => void out.fill(0),
});
