/** The grid of symplectic gradient adjustment. */

import { squarePoints } from '../_mode-positions.js';
import { stratifiedModes } from '../_stratified-modes.js';
import { target } from '../_target.js';

export const gridSga = target({
  name: 'grid-sga',
  description: 'The grid of symplectic gradient adjustment: 16 modes at {-1.5, -.5, .5, 1.5}^2, std 0.02, stratified.',
  paper: 'arXiv:1802.05642',
  paperChoices: [
    { path: 'latent.dim', value: 64 },
    { path: 'optimizer', value: 'rmsprop' },
  ],
  notes: [
    'Stratified: row k of a batch comes from mode k modulo 16; `batch` must be a multiple of 16. In packs (game.packing) the ' +
      'samples are drawn independently.',
    'Fresh samples for every batch; metrics and nulls use independent draws of the same density.',
  ],
  options: {},
  create: () => stratifiedModes(squarePoints(4, 1), 0.02),
});
