/** The ring of the unrolled GAN paper. */
import { equalModes } from '../../gaussian-mixture.js';
import { circlePoints } from '../_mode-positions.js';
import { target } from '../_target.js';

export const ringUnrolled = target({
  name: 'ring-unrolled',
  description: 'The ring of the unrolled GAN paper: 8 modes, radius 2, std 0.02.',
  paper: 'arXiv:1611.02163',
  paperChoices: [
    { path: 'latent.dim', value: 256 },
    { path: 'generator.initializer', value: { name: 'orthogonal', gain: 0.8 } },
    { path: 'discriminator.initializer', value: { name: 'orthogonal', gain: 0.8 } },
    { path: 'optimizer.beta1', value: 0.5 },
    { path: 'batch', value: 512 },
  ],
  notes: [
    "The paper's discriminator divides its input by 4.",
    "The authors' demonstration notebook has another ring: ring-unrolled-demo.",
    'Fresh samples for every batch.',
  ],
  options: {},
  create: () => equalModes(circlePoints(8, 2), 0.02),
});
