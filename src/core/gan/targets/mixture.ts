/** A mixture of Gaussians at given means, in any dimension. */

import { z } from 'zod';
import { MAX_DIM, MAX_MAGNITUDE, MAX_MODES, MIN_MAGNITUDE } from '../bounds.js';
import { gaussianMixture } from '../gaussian-mixture.js';
import { dimension, perCoordinate } from './_coordinates.js';
import { target } from './_target.js';

const position = z.number().gte(-MAX_MAGNITUDE).lte(MAX_MAGNITUDE);
const positive = z.number().gte(MIN_MAGNITUDE).lte(MAX_MAGNITUDE);

export const mixture = target({
  name: 'mixture',
  description: 'A mixture of Gaussians with independent coordinates, at given means.',
  notes: ['Weights are divided by their sum.', 'In one dimension `means: [-2, 2]`, in two `means: [[-2, 0], [2, 1]]`.'],
  options: {
    means: z
      .array(z.union([position, z.array(position).min(1).max(MAX_DIM)]))
      .min(1)
      .max(MAX_MODES)
      .default([-2, 2])
      .describe('the mean of each mode: numbers in one dimension, lists of coordinates in more'),
    stds: z
      .union([positive, z.array(positive).min(1).max(MAX_MODES)])
      .default(1)
      .describe('standard deviation of every coordinate: one number for all modes, or one per mode'),
    weights: z
      .array(positive)
      .min(1)
      .max(MAX_MODES)
      .optional()
      .describe('relative weight of each mode; default: equal weights'),
  },
  create({ means, stds, weights }) {
    const places = means.map((mean) => (typeof mean === 'number' ? [mean] : mean));
    const dim = dimension('mixture', Object.fromEntries(places.map((place, k) => [`means[${k}]`, place])));
    dimension('mixture', { stds, ...(weights && { weights }) }, places.length);
    const spreads = perCoordinate(stds, places.length);
    return gaussianMixture(
      places.map((mean, k) => ({ mean, std: perCoordinate(spreads[k], dim), weight: weights?.[k] ?? 1 })),
    );
  },
});
