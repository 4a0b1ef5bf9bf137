/** Gaussians on a circle, the common test of mode collapse. */

import { MAX_MODES } from '../bounds.js';
import { equalModes } from '../gaussian-mixture.js';
import { count, magnitude } from '../options.js';
import { circlePoints } from './_mode-positions.js';
import { target } from './_target.js';

export const ring = target({
  name: 'ring',
  description: 'Equal Gaussians evenly spaced on a circle in the plane.',
  notes: [
    'Mode i is at radius (cos(2 pi i / modes), sin(2 pi i / modes)).',
    'At least five different targets are published as "the ring of 8 Gaussians": state the numbers, or choose a preset.',
  ],
  options: {
    modes: count({ description: 'number of Gaussians', default: 8, atLeast: 2, atMost: MAX_MODES }),
    radius: magnitude({ description: 'radius of the circle', default: 2 }),
    std: magnitude({ description: 'standard deviation of each Gaussian', default: 0.02 }),
  },
  create: ({ modes, radius, std }) => equalModes(circlePoints(modes, radius), std),
});
