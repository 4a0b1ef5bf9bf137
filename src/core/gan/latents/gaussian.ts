/** The standard normal latent. */

import { normalCdf, normalDensity, normalQuantile } from '../../math/special/special.js';
import { MAX_DIM } from '../bounds.js';
import { count } from '../options.js';
import { latent } from './_latent.js';

export const gaussianLatent = latent({
  name: 'gaussian',
  description: 'Independent standard normal coordinates.',
  options: { dim: count({ description: 'dimension', default: 2, atMost: MAX_DIM }) },
  create: ({ dim }) => ({
    dim,
    sample: (out, stream) => stream.fillNormal(out),
    cdf: normalCdf,
    quantile: normalQuantile,
    density: normalDensity,
    logDensity: (z) => -(z * z + Math.log(2 * Math.PI)) / 2,
  }),
});
