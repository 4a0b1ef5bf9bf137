/** The grid of PacGAN and VEEGAN. */
import { equalModes } from '../../gaussian-mixture.js';
import { squarePoints } from '../_mode-positions.js';
import { fixedSet } from '../_sample-sets.js';
import { target } from '../_target.js';

export const gridPacgan = target({
  name: 'grid-pacgan',
  description: 'PacGAN and VEEGAN 2D-grid: 25 modes at {-4, -2, 0, 2, 4}^2, std 0.05.',
  paper: 'arXiv:1712.04086',
  notes: [
    'All batches are drawn from one set of 100,000 samples, the same for every seed.',
    'Metrics and nulls use fresh samples of the density of that set.',
  ],
  options: {},
  create: () => fixedSet('grid-pacgan', 100_000, equalModes(squarePoints(5, 2), 0.05)),
});
