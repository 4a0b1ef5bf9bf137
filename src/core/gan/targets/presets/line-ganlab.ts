/** The line of GAN Lab. */
import { noisyCurves } from '../_noisy-curve.js';
import { target } from '../_target.js';

export const lineGanlab = target({
  name: 'line-ganlab',
  description: 'GAN Lab line: (.8 - .75 u, .6 + .3 u) with u uniform, noise 0.01.',
  paper: 'arXiv:1809.01587',
  notes: ['Fresh samples for every batch.'],
  options: {},
  create: () => noisyCurves([(u) => [0.8 - 0.75 * u, 0.6 + 0.3 * u]], 0.01),
});
