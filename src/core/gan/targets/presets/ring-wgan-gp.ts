/** The ring of the WGAN-GP toy code. */
import { equalModes } from '../../gaussian-mixture.js';
import { circlePoints } from '../_mode-positions.js';
import { target } from '../_target.js';

// biome-ignore lint/suspicious/noApproximativeNumericConstant: the authors' number, not the square root of 2
const DIVISOR = 1.414;

export const ringWganGp = target({
  name: 'ring-wgan-gp',
  description: 'The ring of the WGAN-GP toy code: 8 modes, radius 2 / 1.414, std 0.02 / 1.414.',
  paper: 'arXiv:1704.00028',
  notes: [
    'Radius 2 and std 0.02, all divided by 1.414: radius 1.41443, std 0.014144.',
    'Fresh samples for every batch.',
  ],
  options: {},
  create: () => equalModes(circlePoints(8, 2 / DIVISOR), 0.02 / DIVISOR),
});
