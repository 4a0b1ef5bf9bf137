/** How much stronger the non-saturating loss pulls than the minimax loss. */
import { minimax } from '../../core/gan/losses/minimax.js';
import { nonSaturating } from '../../core/gan/losses/non-saturating.js';
import { metric } from '../metric.js';
import { latentPoints } from './_latent-points.js';
import { generatorGradientNorm } from './_norms.js';

// Both norms below this are what rounding leaves where terms of order one cancel: their ratio would say nothing.
const ROUNDING = 1e-12;

export const gradientRatio = metric({
  name: 'gradient-ratio',
  description:
    'gradient-non-saturating over gradient-minimax: both generator losses on the same D, whatever G is trained with.',
  paper: 'arXiv:1406.2661, section 3',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  lines: [{ at: 1, label: 'neither is stronger: q close to p' }],
  notes: [
    'The first paper’s "much stronger gradients early in learning", as a number. Between N(0, 1) and N(d, 1) at D*, in the ' +
      'mean: 1.125 at d = 0.5, 28.2 at d = 4, 20,362 at d = 8; towards d = 0 it goes to 1.',
    'Infinity where the minimax gradient alone has vanished. Absent where both have: below 1e-12 there is only rounding; ' +
      'and where D’s score is no probability (Wasserstein, relativistic, hinge, least squares).',
  ],
  options: {},
  async compute(snapshot) {
    const strong = await generatorGradientNorm(snapshot, nonSaturating);
    if ('absent' in strong) return strong;
    const weak = await generatorGradientNorm(snapshot, minimax);
    if ('absent' in weak) return weak;
    if (strong.value < ROUNDING && weak.value < ROUNDING) return { absent: 'neither loss has a gradient' };
    return { value: strong.value / weak.value };
  },
  estimator: async (snapshot) => latentPoints(snapshot, 'gradient').says,
});
