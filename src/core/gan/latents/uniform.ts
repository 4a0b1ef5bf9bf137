/** The uniform latent. */

import { MAX_DIM, MAX_MAGNITUDE } from '../bounds.js';
import { count, scalar } from '../options.js';
import { latent } from './_latent.js';

export const uniformLatent = latent({
  name: 'uniform',
  description: 'Independent uniform coordinates.',
  notes: ['arXiv:1406.2661 trained on MNIST with 100 coordinates in [-sqrt(3), sqrt(3)], whose variance is 1.'],
  options: {
    low: scalar({ description: 'lower edge', default: -1, atLeast: -MAX_MAGNITUDE, atMost: MAX_MAGNITUDE }),
    high: scalar({ description: 'upper edge', default: 1, atLeast: -MAX_MAGNITUDE, atMost: MAX_MAGNITUDE }),
    dim: count({ description: 'dimension', default: 2, atMost: MAX_DIM }),
  },
  create({ low, high, dim }) {
    const width = high - low;
    const density = (z: number) => (z < low || z > high ? 0 : 1 / width);
    if (width <= 0) throw new Error(`uniform: high must be above low, got low ${low}, high ${high}`);
    return {
      dim,
      sample(out, stream) {
        stream.fillUniform(out);
        for (let i = 0; i < out.length; i++) out[i] = low + width * out[i];
      },
      cdf: (z) => Math.min(1, Math.max(0, (z - low) / width)),
      quantile: (mass) => low + width * mass,
      density,
      logDensity: (z) => Math.log(density(z)),
    };
  },
});
