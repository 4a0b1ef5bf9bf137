/** The three clusters of GAN Lab. */
import { equalModes } from '../../gaussian-mixture.js';
import { target } from '../_target.js';

export const disjointGanlab = target({
  name: 'disjoint-ganlab',
  description: 'GAN Lab disjoint: 3 modes at (.35, .75), (.75, .6), (.45, .35), std 0.025.',
  paper: 'arXiv:1809.01587',
  notes: ['Fresh samples for every batch.'],
  options: {},
  create: () =>
    equalModes(
      [
        [0.35, 0.75],
        [0.75, 0.6],
        [0.45, 0.35],
      ],
      0.025,
    ),
});
