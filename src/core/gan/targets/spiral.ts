/** A spiral in the plane. */

import { magnitude, scalar } from '../options.js';
import { noisyCurves } from './_noisy-curve.js';
import { target } from './_target.js';

export const spiral = target({
  name: 'spiral',
  description: 'An Archimedean spiral from the origin, with Gaussian noise.',
  notes: ['radius t (cos(2 pi turns t), sin(2 pi turns t)) with t uniform in [0, 1]: denser towards the centre.'],
  options: {
    turns: scalar({ description: 'number of turns', default: 2, above: 0, atMost: 100 }),
    radius: magnitude({ description: 'distance of its outer end from the origin', default: 2 }),
    std: magnitude({ description: 'standard deviation of the noise', default: 0.05 }),
  },
  create({ turns, radius, std }) {
    const angle = (t: number) => 2 * Math.PI * turns * t;
    return noisyCurves([(t) => [radius * t * Math.cos(angle(t)), radius * t * Math.sin(angle(t))]], std);
  },
});
