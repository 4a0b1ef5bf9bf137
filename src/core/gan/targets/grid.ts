/** Gaussians on a square grid around the origin. */

import { MAX_MODES } from '../bounds.js';
import { equalModes } from '../gaussian-mixture.js';
import { count, magnitude } from '../options.js';
import { squarePoints } from './_mode-positions.js';
import { target } from './_target.js';

export const grid = target({
  name: 'grid',
  description: 'Equal Gaussians on a square grid in the plane, centred at the origin.',
  notes: ['Mode side * i + j is at spacing (i - (side - 1) / 2, j - (side - 1) / 2).'],
  options: {
    side: count({
      description: 'Gaussians along each side: side^2 in all',
      default: 5,
      atLeast: 2,
      atMost: Math.sqrt(MAX_MODES),
    }),
    spacing: magnitude({ description: 'distance between neighbours', default: 2 }),
    std: magnitude({ description: 'standard deviation of each Gaussian', default: 0.05 }),
  },
  create: ({ side, spacing, std }) => equalModes(squarePoints(side, spacing), std),
});
