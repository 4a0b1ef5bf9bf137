/** KL(q || p), the reverse KL divergence. */

import { estimateKl } from '../../density/divergence-estimates.js';
import { klEstimatorOptions } from '../../density/samples/estimator-options.js';
import { metric } from '../metric.js';

export const klQP = metric({
  name: 'kl-q-p',
  description: 'KL(q || p) = E_q[log q - log p]: large where G generates what the data does not contain.',
  paper: 'arXiv:1406.2661',
  unit: 'nats',
  better: 'lower',
  range: [0, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'q = p' }],
  notes: [
    'Infinity where more than 1e-9 of q is singular (an atom; in the plane a curve) or lies where p is 0.',
    'log p is the target’s own log density, never the log of a mass: between the modes of a narrow ring it is -5000.',
    'If latent and target have one dimension: exact, by the change of variables over all preimages.',
    'If both have two dimensions: G is linear on the cells of a 65 x 65 grid of the latent, with up to 5,000 points ' +
      'more where it bends. The image is rasterised on a grid, with a separate sum over the parts of cells in which ' +
      'q is denser.',
    'The grid makes the value too low: folds narrower than a cell hide up to 0.1 nats. The linear pieces may add 0.1 ' +
      'to a KL of 28 on a ring of std 0.02. The estimator states the changes by the finer grid and by the last ' +
      'refinement: the sizes of both errors, not bounds.',
    'A smooth G that is nearly of rank one has poles of density there, not curves: the value is finite.',
    'In grid cells where p has less mass than 1e-16, log p is that of the centre.',
    'Otherwise from samples, not clamped: slightly negative values near 0 are noise.',
    'From samples with p known: -H(q) - E_q[log p], with the entropy by k nearest neighbours (Kozachenko and ' +
      'Leonenko), minus the same estimate on as many samples of p, where it should be 0. This removes the error that ' +
      'both share (-1.4 nats in 20 dimensions); that of q’s own shape remains.',
    'With data that is known from samples only: the bias-reduced nearest-neighbour estimator of Wang, Kulkarni and ' +
      'Verdú. Between separated sets of samples it grows with the logarithm of the distance only: from 1,000 samples ' +
      'in the plane, 5.8 of the 8 nats of Gaussians 4 apart, and 7.8 of the 32 of Gaussians 8 apart.',
    'Absent with fewer samples than a covariance has entries, d (d + 1) / 2; if p is not known, with fewer than 5 ' +
      '(3/2)^d.',
    'Every coordinate is first divided by its standard deviation in the data, so that units do not matter. A given ' +
      'bandwidth is in units of x.',
    'If more than 1 % of the samples equal another one, rounded samples are moved by up to half of the rounding ' +
      'unit, as the estimator states. Absent where more than half are equal, or where nothing was rounded (point ' +
      'masses).',
    'Up to 1 % of equal samples are left out. Repeated rows that each hold over 10 % of the samples, with no other ' +
      'repeats, are atoms: of G they make it infinite.',
    'A kernel estimate (`estimator: kde`) does not resolve anything narrower than its bandwidth.',
  ],
  options: klEstimatorOptions,
  compute: async (snapshot, options) => (await estimateKl(snapshot, 'kl-q-p', options)).value,
  estimator: async (snapshot, options) => (await estimateKl(snapshot, 'kl-q-p', options)).estimator(),
});
