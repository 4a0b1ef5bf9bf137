/** The ring of PacGAN and VEEGAN. */
import { equalModes } from '../../gaussian-mixture.js';
import { circlePoints } from '../_mode-positions.js';
import { fixedSet } from '../_sample-sets.js';
import { target } from '../_target.js';

export const ringPacgan = target({
  name: 'ring-pacgan',
  description: 'PacGAN and VEEGAN 2D-ring: 8 modes, radius 1, std 0.01.',
  paper: 'arXiv:1712.04086',
  paperChoices: [
    { path: 'generator.initializer', value: { name: 'normal', std: 0.02 } },
    { path: 'discriminator.initializer', value: { name: 'normal', std: 0.02 } },
    { path: 'scheme', value: 'simultaneous' },
    { path: 'batch', value: 100 },
  ],
  notes: [
    'All batches are drawn from one set of 100,000 samples, the same for every seed.',
    'Metrics and nulls use fresh samples of the density of that set.',
  ],
  options: {},
  create: () => fixedSet('ring-pacgan', 100_000, equalModes(circlePoints(8, 1), 0.01)),
});
