/** One Gaussian, axis-aligned. */

import { MAX_DIM } from '../bounds.js';
import { gaussianMixture } from '../gaussian-mixture.js';
import { count } from '../options.js';
import { coordinates, dimension, perCoordinate } from './_coordinates.js';
import { target } from './_target.js';

export const gaussianTarget = target({
  name: 'gaussian',
  description: 'One Gaussian with independent coordinates.',
  options: {
    mean: coordinates({ description: 'mean', default: 0 }),
    std: coordinates({ description: 'standard deviation', default: 1, positive: true }),
    dim: count({ description: 'dimension; where mean or std is a list, its length', atMost: MAX_DIM }).optional(),
  },
  create({ mean, std, dim: given }) {
    const dim = dimension('gaussian', { mean, std }, given);
    return gaussianMixture([{ mean: perCoordinate(mean, dim), std: perCoordinate(std, dim), weight: 1 }]);
  },
});
