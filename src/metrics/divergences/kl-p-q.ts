/** KL(p || q): what maximum likelihood minimises. */

import { estimateKl } from '../../density/divergence-estimates.js';
import { klEstimatorOptions } from '../../density/samples/estimator-options.js';
import { metric } from '../metric.js';

export const klPQ = metric({
  name: 'kl-p-q',
  description:
    'KL(p || q) = E_p[log p - log q], that is KL(p_data || p_g): high where the data has what G does not make.',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'p_g = p_data' }],
  notes: [
    'Infinity where more than 1e-9 of p lies where q is 0: always, under a G with bounded output and a ' +
      'Gaussian target.',
    'In the plane, under an unbounded latent, cells that no piece of G reached count as q < 1e-13: a lower ' + 'bound.',
    'Otherwise from samples of both, not clamped, by the bias-reduced neighbours of Wang, Kulkarni and Verdú: ' +
      'one ball around each sample of p for both clouds. Known p does not help.',
    'Too low wherever p lies beyond G’s samples, whose density there nobody can know: from 1,000 samples in ' +
      'the plane Gaussians 4 apart read 6 of their 8 nats, and a std halved 0.56 of 0.81.',
    'Units do not count, and samples that equal another one are no density: as kl-q-p says of both. To p, atoms of ' +
      'G are nothing: infinite where G has nothing else.',
    'Absent from fewer than 5 (3/2)^d samples. A kernel estimate (kde) takes q’s tails for those of its ' + 'kernel.',
  ],
  options: klEstimatorOptions,
  compute: async (snapshot, how) => (await estimateKl(snapshot, 'kl-p-q', how)).value,
  estimator: async (snapshot, how) => (await estimateKl(snapshot, 'kl-p-q', how)).estimator(),
});
