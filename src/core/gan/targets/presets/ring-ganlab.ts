/** The ring of GAN Lab, which has no modes. */
import { noisyCurves } from '../_noisy-curve.js';
import { target } from '../_target.js';

export const ringGanlab = target({
  name: 'ring-ganlab',
  description: 'GAN Lab ring: an ellipse (.5 + .3 cos, .45 + .25 sin), noise 0.025.',
  paper: 'arXiv:1809.01587',
  notes: ['A closed curve, not a ring of Gaussians; the angle is uniform.', 'Fresh samples for every batch.'],
  options: {},
  create: () =>
    noisyCurves([(t) => [0.5 + 0.3 * Math.cos(2 * Math.PI * t), 0.45 + 0.25 * Math.sin(2 * Math.PI * t)]], 0.025),
});
