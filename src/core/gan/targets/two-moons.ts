/** Two interleaved half circles. */

import { magnitude } from '../options.js';
import { noisyCurves } from './_noisy-curve.js';
import { target } from './_target.js';

export const twoMoons = target({
  name: 'two-moons',
  description: 'Two interleaved half circles, with Gaussian noise.',
  notes: ["(cos a, sin a) and (1 - cos a, 1/2 - sin a) with a uniform in [0, pi], as in scikit-learn's make_moons."],
  options: { std: magnitude({ description: 'standard deviation of the noise', default: 0.1 }) },
  create: ({ std }) =>
    noisyCurves(
      [
        (t) => [Math.cos(Math.PI * t), Math.sin(Math.PI * t)],
        (t) => [1 - Math.cos(Math.PI * t), 0.5 - Math.sin(Math.PI * t)],
      ],
      std,
    ),
});
