/** The swiss roll in the plane. */

import { magnitude } from '../options.js';
import { noisyCurves } from './_noisy-curve.js';
import { target } from './_target.js';

export const swissRoll = target({
  name: 'swiss-roll',
  description: 'The first and third coordinates of a swiss roll, with Gaussian noise.',
  notes: [
    "(a cos a, a sin a) / divisor with a uniform in [1.5 pi, 4.5 pi], as in scikit-learn's make_swiss_roll.",
    'The defaults are those of the WGAN-GP toy code (arXiv:1704.00028): noise 0.25 before the division by 7.5.',
  ],
  options: {
    noise: magnitude({ description: 'standard deviation of the noise, before the division', default: 0.25 }),
    divisor: magnitude({ description: 'divisor of all coordinates', default: 7.5 }),
  },
  create({ noise, divisor }) {
    const angle = (t: number) => 1.5 * Math.PI * (1 + 2 * t);
    return noisyCurves(
      [(t) => [(angle(t) * Math.cos(angle(t))) / divisor, (angle(t) * Math.sin(angle(t))) / divisor]],
      noise / divisor,
    );
  },
});
