/** Ratio of the non-saturating to the minimax gradient norm. */
import { minimax } from '../../core/gan/losses/minimax.js';
import { nonSaturating } from '../../core/gan/losses/non-saturating.js';
import { metric } from '../metric.js';
import { generatorGradientEstimator, generatorGradientNorm } from './_norms.js';

// Norms below it are rounding errors of terms of order one: their ratio has no meaning.
const MIN_GRADIENT_NORM = 1e-12;

export const gradientRatio = metric({
  name: 'gradient-ratio',
  description: 'gradient-non-saturating / gradient-minimax: both losses on the same D, whatever G’s own loss.',
  paper: 'arXiv:1406.2661, section 3',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  lines: [{ at: 1, label: 'equal gradients: q close to p' }],
  notes: [
    'The paper’s "much stronger gradients early in learning" as a number. For p = N(0, 1), q = N(d, 1) and D = D*, ' +
      'in the mean of q: 1.125 for d = 0.5, 28.2 for d = 4, 20,362 for d = 8. It tends to 1 as d tends to 0.',
    'Infinity where only the minimax gradient is 0. Absent where both norms are below 1e-12, the rounding error, and ' +
      'where D’s score is not a probability (Wasserstein, relativistic, hinge, least squares).',
  ],
  options: {},
  async compute(snapshot) {
    const nonSaturatingNorm = await generatorGradientNorm(snapshot, nonSaturating);
    if ('absent' in nonSaturatingNorm) return nonSaturatingNorm;
    const minimaxNorm = await generatorGradientNorm(snapshot, minimax);
    if ('absent' in minimaxNorm) return minimaxNorm;
    if (nonSaturatingNorm.value < MIN_GRADIENT_NORM && minimaxNorm.value < MIN_GRADIENT_NORM)
      return { absent: `both norms are below ${MIN_GRADIENT_NORM}, the rounding error` };
    return { value: nonSaturatingNorm.value / minimaxNorm.value };
  },
  estimator: async (snapshot) => {
    const [above, below] = [
      await generatorGradientEstimator(snapshot, nonSaturating),
      await generatorGradientEstimator(snapshot, minimax),
    ];
    return above === below ? above : `non-saturating: ${above}; minimax: ${below}`;
  },
});
