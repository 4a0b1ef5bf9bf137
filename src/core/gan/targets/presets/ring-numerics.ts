/** The ring of The Numerics of GANs. */

import { circlePoints } from '../_mode-positions.js';
import { stratifiedModes } from '../_stratified-modes.js';
import { target } from '../_target.js';

export const ringNumerics = target({
  name: 'ring-numerics',
  description: 'The ring of The Numerics of GANs: 8 modes, radius 1, std 0.01, stratified.',
  paper: 'arXiv:1705.10461',
  paperChoices: [
    { path: 'latent.dim', value: 16 },
    { path: 'generator.initializer', value: 'xavier' },
    { path: 'discriminator.initializer', value: 'xavier' },
    { path: 'optimizer', value: 'rmsprop' },
    { path: 'scheme', value: 'simultaneous' },
    { path: 'batch', value: 512 },
  ],
  notes: [
    'Stratified: row k of a batch comes from mode k modulo 8; `batch` must be a multiple of 8. In packs (game.packing) the ' +
      'samples are drawn independently.',
    'Fresh samples for every batch; metrics and nulls use independent draws of the same density.',
  ],
  options: {},
  create: () => stratifiedModes(circlePoints(8, 1), 0.01),
});
