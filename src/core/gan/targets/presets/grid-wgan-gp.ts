/** The grid of the WGAN-GP toy code. */
import { equalModes } from '../../gaussian-mixture.js';
import { squarePoints } from '../_mode-positions.js';
import { fixedSet } from '../_sample-sets.js';
import { target } from '../_target.js';

export const gridWganGp = target({
  name: 'grid-wgan-gp',
  description: 'The grid of the WGAN-GP toy code: 25 modes, spacing 2 / 2.828, std 0.05 / 2.828.',
  paper: 'arXiv:1704.00028',
  notes: [
    'Spacing 2 and std 0.05, all divided by 2.828: spacing .70721, std .017680.',
    'All batches are drawn from one set of 100,000 samples, the same for every seed.',
    'Metrics and nulls use fresh samples of the density of that set.',
  ],
  options: {},
  create: () => fixedSet('grid-wgan-gp', 100_000, equalModes(squarePoints(5, 2 / 2.828), 0.05 / 2.828)),
});
