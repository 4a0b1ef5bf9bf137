/** The default initialisation of PyTorch's nn.Linear. */
import type { FloatArray } from '../../engine/program.js';
import type { Stream } from '../../math/random/random.js';
import { initializer, type LayerSize } from './_initializer.js';

export const pytorch = initializer({
  name: 'pytorch',
  description: "Weights and biases uniform within 1 / sqrt(fan-in) of 0, as in PyTorch's nn.Linear.",
  notes: [
    'A sixth of the variance of he, and biases that are not 0. To repeat results of PyTorch code, choose it for both players.',
    'On a ring of 8 modes with z in 32 dimensions, plain non-saturating GANs keep 7 to 8 modes from these weights, and 1 to 2 from ' +
      'those of he, the default (experiments/initial-weights.yaml).',
  ],
  options: {},
  weights: fill,
  bias: fill,
});

function fill(out: FloatArray, { fanIn }: LayerSize, stream: Stream): void {
  stream.fillUniform(out);
  const limit = 1 / Math.sqrt(fanIn);
  for (let i = 0; i < out.length; i++) out[i] = limit * (2 * out[i] - 1);
}
