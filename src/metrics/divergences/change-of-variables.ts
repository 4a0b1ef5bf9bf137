/** Check of the exact q against samples of the generator. */
import { MAX_SAMPLES } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import { NotComparableError } from '../../density/density-comparison.js';
import { kolmogorovSmirnov } from '../../density/line/kolmogorov-smirnov.js';
import { exactPushforward } from '../../density/line/line.js';
import { metric } from '../metric.js';

export const changeOfVariables = metric({
  name: 'change-of-variables',
  description: 'Kolmogorov-Smirnov distance between the exact q and fresh samples of G.',
  paper: 'arXiv:1406.2661',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  notes: [
    'q(x) is the sum of p_z(z) / |G’(z)| over all preimages z of x, plus atoms where G is constant. The formula ' +
      'for a monotone G lacks the absolute value and the sum.',
    'If q is right, the distance exceeds 1.63 / sqrt(samples) in 1 % of the cases (0.00163 for a million); with ' +
      'atoms less often.',
  ],
  options: { samples: count({ description: 'samples of G', default: 1_000_000, atLeast: 1, atMost: MAX_SAMPLES }) },
  async compute(snapshot, { samples }) {
    try {
      const density = await exactPushforward(snapshot);
      const z = new Float64Array(samples);
      snapshot.latent.sample(z, snapshot.stream('change-of-variables'));
      return { value: kolmogorovSmirnov(density, await snapshot.generate(z), snapshot.target.scale) };
    } catch (error) {
      if (error instanceof NotComparableError) return { absent: error.message };
      throw error;
    }
  },
  estimator: async (_, { samples }) => `${samples} samples of G against the exact distribution function`,
});
