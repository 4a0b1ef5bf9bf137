/** A mixture of Gaussians at given means, in any dimension. */
import { z } from 'zod';
import { gaussianMixture } from '../gaussian-mixture.js';
import { dimension, perCoordinate } from './_coordinates.js';
import { target } from './_target.js';

export const mixture = target({
  name: 'mixture',
  description: 'A mixture of Gaussians with independent coordinates, at given means.',
  notes: ['Weights are divided by their sum.', 'In one dimension `means: [-2, 2]`, in two `means: [[-2, 0], [2, 1]]`.'],
  options: {
    means: z
      .array(z.union([z.number(), z.array(z.number()).min(1)]))
      .min(1)
      .default([-2, 2])
      .describe('the mean of each mode: numbers in one dimension, lists of coordinates in more'),
    stds: z
      .union([z.number().gt(0), z.array(z.number().gt(0)).min(1)])
      .default(1)
      .describe('standard deviation of every coordinate: one number for all modes, or one per mode'),
    weights: z
      .array(z.number().gt(0))
      .min(1)
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
