/** The pentagon of the global landscape paper. */
import { equalModes } from '../../gaussian-mixture.js';
import { circlePoints } from '../_mode-positions.js';
import { fixedSet } from '../_sample-sets.js';
import { target } from '../_target.js';

export const pentagonRsGan = target({
  name: 'pentagon-rs-gan',
  description: 'The pentagon of the global landscape paper (RS-GAN): 5 modes, radius 1, variance 0.002.',
  paper: 'arXiv:2011.04926',
  notes: [
    'All batches are drawn from one set of 10,000 samples, the same for every seed.',
    'Metrics and nulls use fresh samples of the density of that set.',
  ],
  options: {},
  create: () => fixedSet('pentagon-rs-gan', 10_000, equalModes(circlePoints(5, 1), Math.sqrt(0.002))),
});
