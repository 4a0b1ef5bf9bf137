/** The ring of the self-conditioned GAN. */
import { equalModes } from '../../gaussian-mixture.js';
import { circlePoints } from '../_mode-positions.js';
import { fixedSet } from '../_sample-sets.js';
import { target } from '../_target.js';

export const ringSelfConditioned = target({
  name: 'ring-self-conditioned',
  description: 'The ring of the self-conditioned GAN: 8 modes, radius 2, std 0.01.',
  paper: 'arXiv:2006.10728',
  notes: [
    'All batches are drawn from one set of 100,000 samples, the same for every seed.',
    'Metrics and nulls use fresh samples of the density of that set.',
  ],
  options: {},
  create: () => fixedSet('ring-self-conditioned', 100_000, equalModes(circlePoints(8, 2), 0.01)),
});
