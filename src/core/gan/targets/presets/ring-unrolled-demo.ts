/** The ring of the unrolled GAN's demonstration notebook, with 7 modes. */
import { gaussianMixture } from '../../gaussian-mixture.js';
import { target } from '../_target.js';

export const ringUnrolledDemo = target({
  name: 'ring-unrolled-demo',
  description: 'The ring of the unrolled GAN notebook: 7 modes, one of weight 2/8, radius 1, std 0.01.',
  paper: 'arXiv:1611.02163',
  notes: [
    'Eight angles from 0 to 2 pi, both included, so that (0, 1) occurs twice: 7 distinct modes.',
    'Mode i is at (sin(2 pi i / 7), cos(2 pi i / 7)).',
    'Fresh samples for every batch.',
  ],
  options: {},
  create: () =>
    gaussianMixture(
      Array.from({ length: 7 }, (_, i) => ({
        mean: [Math.sin((2 * Math.PI * i) / 7), Math.cos((2 * Math.PI * i) / 7)],
        std: [0.01, 0.01],
        weight: i === 0 ? 2 : 1,
      })),
    ),
});
